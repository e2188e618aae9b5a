//! What staff see.

use domain::{LedgerKind, ModuleKind, ServiceState};
use engine::Error;
use engine::reads::{
    ModulesSort, ModulesWanted, OrdersSort, OrdersWanted, ServicesSort, ServicesWanted, order, orders,
    processing_modules, services, staff_services,
};
use store::module_reads;

use crate::support::on_both;

const ALL: ServicesWanted<'static> = ServicesWanted {
    search: "",
    state: None,
    client: None,
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
async fn staff_read_an_order_as_it_was_placed_and_what_was_paid_for_it() {
    on_both(async |demo| {
        let service = demo.delivered("one").await;
        let wanted = OrdersWanted {
            search: "web.example",
            state: None,
            client: None,
            sort: OrdersSort::Id,
            descending: true,
            limit: 50,
            offset: 0,
        };
        let found = orders(&demo.engine, demo.staff, &wanted).await.unwrap();
        assert_eq!((found.total, found.lines[0].service_id), (1, service));
        let page = order(&demo.engine, demo.staff, found.lines[0].id).await.unwrap();
        assert_eq!(page.quote.total(), page.order.total);
        assert_eq!(page.client.name, "Demo client");
        let charged: Vec<_> = page.entries.iter().map(|entry| (entry.kind, entry.amount)).collect();
        assert_eq!(charged, [(LedgerKind::Charge, page.order.total.checked_neg().unwrap())]);
        for refused in [
            orders(&demo.engine, demo.client, &wanted).await.err(),
            order(&demo.engine, demo.client, found.lines[0].id).await.err(),
        ] {
            assert!(matches!(refused, Some(Error::Forbidden(_))), "{refused:?}");
        }
        let nothing = order(&demo.engine, demo.staff, domain::OrderId::new(999)).await;
        assert!(matches!(nothing, Err(Error::NotFound)));
    })
    .await;
}

const EVERY_MODULE: ModulesWanted = ModulesWanted {
    search: String::new(),
    state: None,
    sort: ModulesSort::Sort,
    descending: false,
    offset: 0,
    limit: 50,
};

#[tokio::test]
async fn modules_are_listed_with_what_they_last_said() {
    on_both(async |demo| {
        demo.order("ispmanager 6 lite", "one").await.unwrap();
        demo.order("No control panel", "two").await.unwrap();
        let rows = processing_modules(&demo.engine, demo.staff, &EVERY_MODULE).await.unwrap().rows;
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
        let rows = processing_modules(&demo.engine, demo.staff, &EVERY_MODULE).await.unwrap().rows;
        let (saved, at) = rows.first().unwrap().balance.clone().unwrap();
        assert_eq!((saved.amounts.first().unwrap().to_string(), at), ("913.9286 EUR".to_owned(), 5));
        assert_eq!(rows.first().unwrap().balance_error, Some(("no route".to_owned(), 9)));
        assert!(matches!(
            processing_modules(&demo.engine, demo.client, &EVERY_MODULE).await,
            Err(Error::Forbidden(_))
        ));
    })
    .await;
}
