//! What staff see.

use domain::{ModuleKind, ServiceState};
use engine::Error;
use engine::reads::{ServicesSort, ServicesWanted, processing_modules, services, staff_services};
use store::module_reads;

use crate::support::on_both;

const ALL: ServicesWanted<'static> = ServicesWanted {
    search: "",
    state: None,
    sort: ServicesSort::Id,
    descending: true,
    limit: 50,
    offset: 0,
};

#[tokio::test]
async fn staff_see_every_clients_services() {
    on_both(async |demo| {
        let first = demo.delivered("one").await;
        let second = demo.order("ispmanager 6 lite", "two").await.unwrap().service_id;
        let page = staff_services(&demo.engine, demo.staff, &ALL).await.unwrap();
        assert_eq!(page.lines.iter().map(|line| line.id).collect::<Vec<_>>(), [second, first]);
        assert_eq!(page.total, 2);
        assert_eq!(page.lines.first().unwrap().client_name, "Demo client");
        let active = ServicesWanted { state: Some(ServiceState::Active), ..ALL };
        assert_eq!(staff_services(&demo.engine, demo.staff, &active).await.unwrap().total, 1);
        let panel = ServicesWanted { search: "ISPmanager", ..ALL };
        assert_eq!(staff_services(&demo.engine, demo.staff, &panel).await.unwrap().total, 1);

        assert_eq!(services(&demo.engine, demo.client).await.unwrap().len(), 2);
        assert!(services(&demo.engine, demo.other).await.unwrap().is_empty());
        let client = staff_services(&demo.engine, demo.client, &ALL).await;
        assert!(matches!(client, Err(Error::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn modules_are_listed_with_what_they_last_said() {
    on_both(async |demo| {
        demo.order("ispmanager 6 lite", "one").await.unwrap();
        demo.order("No control panel", "two").await.unwrap();
        let rows = processing_modules(&demo.engine, demo.staff).await.unwrap();
        let [license_server, vm] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!((license_server.kind, vm.kind), (ModuleKind::Billmanager, ModuleKind::Vmmanager6));
        assert_eq!((license_server.usage, vm.usage), (1, 2));
        assert_eq!(license_server.url, "http://127.0.0.1:9/billmgr");
        assert_eq!((&license_server.balance, &license_server.balance_error), (&None, &None));

        let balance = serde_json::json!({ "amounts": [{ "e4": 9_139_286, "currency": "EUR" }] });
        let mut tx = demo.db().begin().await.unwrap();
        module_reads::save(&mut tx, license_server.id, "balance", &balance, 5).await.unwrap();
        module_reads::save_error(&mut tx, license_server.id, "balance", "no route", 9).await.unwrap();
        tx.commit().await.unwrap();
        let rows = processing_modules(&demo.engine, demo.staff).await.unwrap();
        let (saved, at) = rows.first().unwrap().balance.clone().unwrap();
        assert_eq!((saved.amounts.first().unwrap().to_string(), at), ("913.9286 EUR".to_owned(), 5));
        assert_eq!(rows.first().unwrap().balance_error, Some(("no route".to_owned(), 9)));
        assert!(matches!(processing_modules(&demo.engine, demo.client).await, Err(Error::Forbidden(_))));
    })
    .await;
}
