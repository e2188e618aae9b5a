//! Services and the orders they come from.

use domain::{IpAddress, PanelInstall, PanelState, Period, RemoteId, ServiceId, ServiceState};
use store::orders::{NewOrder, ORDER_REPEATED};
use store::services::staff_list::{self, SortBy, Wanted};
use store::{Db, Error, orders, services};

use crate::support::{on_both, rows};

const EVERYTHING: Wanted<'static> = Wanted {
    search: "",
    state: None,
    client: None,
    sort: SortBy::Id,
    descending: false,
    limit: 10,
    offset: 0,
};

async fn ids(db: &Db, wanted: Wanted<'_>) -> Vec<i64> {
    let page = staff_list::page(db, &wanted).await.unwrap();
    page.iter().map(|line| line.id.get()).collect()
}

#[tokio::test]
async fn a_service_moves_only_where_it_is_told_to() {
    on_both(async |db| {
        let client = rows::client(db, "Client").await;
        let tariff = rows::tariff(db, "VPS Start").await;
        let id = rows::service(db, client, tariff, "one.example.com").await;
        let before = services::find(db, id).await.unwrap().unwrap();
        assert_eq!(before.state, ServiceState::Provisioning);
        assert_eq!(before.panel_state, PanelState::None);

        let mut tx = db.begin().await.unwrap();
        services::set_vm_requested(&mut tx, id, 10).await.unwrap();
        services::set_vm_requested(&mut tx, id, 20).await.unwrap();
        let (gone, vm, task) = (RemoteId::new("16"), RemoteId::new("17"), RemoteId::new("c-1"));
        services::set_vm_created(&mut tx, id, &gone, Some(&task)).await.unwrap();
        services::set_vm_requested(&mut tx, id, 20).await.unwrap();
        tx.commit().await.unwrap();
        let asked = services::find(db, id).await.unwrap().unwrap();
        assert_eq!(
            (asked.vm_id, asked.vm_task),
            (None, None),
            "another server is asked for once that one is gone"
        );
        let mut tx = db.begin().await.unwrap();
        services::set_vm_created(&mut tx, id, &vm, Some(&task)).await.unwrap();
        let address: IpAddress = "192.0.2.7".parse().unwrap();
        services::set_address(&mut tx, id, address).await.unwrap();
        services::set_panel_state(&mut tx, id, PanelState::Active).await.unwrap();
        services::set_delivered(&mut tx, id, 30).await.unwrap();
        services::set_delivered(&mut tx, id, 40).await.unwrap();
        services::set_delete_on(&mut tx, id, Some(before.paid_until)).await.unwrap();
        tx.commit().await.unwrap();

        let after = services::find(db, id).await.unwrap().unwrap();
        assert_eq!(after.vm_requested_at_ms, Some(20), "the last request counts");
        assert_eq!((after.vm_id, after.vm_task), (Some(vm), Some(task)));
        assert_eq!((after.address, after.state), (Some(address), ServiceState::Active));
        assert_eq!((after.panel_state, after.delivered_at_ms), (PanelState::Active, Some(30)));
        assert_eq!(after.delete_on, Some(before.paid_until));
        assert_eq!((after.deleted_at_ms, after.version), (None, before.version));
        assert_eq!(after.paid_until, before.paid_until);

        let mut tx = db.begin().await.unwrap();
        services::set_deleted(&mut tx, id, 50).await.unwrap();
        services::set_deleted(&mut tx, id, 60).await.unwrap();
        tx.commit().await.unwrap();
        let gone = services::find(db, id).await.unwrap().unwrap();
        assert_eq!((gone.state, gone.deleted_at_ms), (ServiceState::Deleted, Some(50)));
        assert_eq!((gone.delete_on, gone.delivered_at_ms), (None, Some(30)));

        let mut tx = db.begin().await.unwrap();
        let nobody = services::set_state(&mut tx, ServiceId::new(999), ServiceState::Active).await;
        assert!(matches!(nobody, Err(Error::Stale(_))));
    })
    .await;
}

#[tokio::test]
async fn services_are_due_for_deletion_from_their_day_on() {
    on_both(async |db| {
        let client = rows::client(db, "Client").await;
        let tariff = rows::tariff(db, "VPS Start").await;
        let due = rows::service(db, client, tariff, "due.example.com").await;
        let later = rows::service(db, client, tariff, "later.example.com").await;
        let gone = rows::service(db, client, tariff, "gone.example.com").await;
        rows::service(db, client, tariff, "kept.example.com").await;
        let mut tx = db.begin().await.unwrap();
        for (id, day) in [(due, "2026-11-24"), (later, "2026-11-25"), (gone, "2026-11-01")] {
            services::set_delete_on(&mut tx, id, Some(day.parse().unwrap())).await.unwrap();
        }
        services::set_state(&mut tx, gone, ServiceState::Deleted).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(services::due_for_deletion(db, rows::today()).await.unwrap(), [due]);
        let mine = services::of_client(db, client).await.unwrap();
        assert_eq!(mine.last().map(|service| service.id), Some(gone), "what is gone stands last");
    })
    .await;
}

#[tokio::test]
async fn staff_find_sort_and_page_services_alike_on_both_databases() {
    on_both(async |db| {
        let (olga, zed) = (rows::client(db, "Ольга").await, rows::client(db, "Zed").await);
        let tariff = rows::tariff(db, "VPS Start").await;
        let one = rows::service(db, zed, tariff, "b-one.example.com").await.get();
        let two = rows::service(db, olga, tariff, "a.example.com").await.get();
        let three = rows::service(db, zed, tariff, "b0.example.com").await.get();
        let mut tx = db.begin().await.unwrap();
        services::set_address(&mut tx, ServiceId::new(two), "192.0.2.7".parse().unwrap()).await.unwrap();
        services::set_state(&mut tx, ServiceId::new(two), ServiceState::Active).await.unwrap();
        tx.commit().await.unwrap();

        assert_eq!(ids(db, EVERYTHING).await, [one, two, three]);
        assert_eq!(ids(db, Wanted { descending: true, ..EVERYTHING }).await, [three, two, one]);
        let by_host = Wanted { sort: SortBy::HostName, ..EVERYTHING };
        assert_eq!(ids(db, by_host).await, [two, one, three], "byte order: a hyphen before a digit");
        let by_client = Wanted { sort: SortBy::Client, descending: true, ..EVERYTHING };
        assert_eq!(ids(db, by_client).await, [two, three, one]);
        assert_eq!(ids(db, Wanted { limit: 1, offset: 1, ..EVERYTHING }).await, [two]);

        let number = three.to_string();
        let found = async |search| ids(db, Wanted { search, ..EVERYTHING }).await;
        assert_eq!(found("ОЛЬГА").await, [two]);
        assert_eq!(found("192.0.2").await, [two]);
        assert_eq!(found("B-ONE").await, [one]);
        assert_eq!(found(&number).await, [three]);
        assert!(found("%").await.is_empty(), "a percent sign is only a percent sign");
        assert!(found("b_one").await.is_empty(), "an underscore is only an underscore");
        let active = Wanted { state: Some(ServiceState::Active), ..EVERYTHING };
        assert_eq!(ids(db, active.clone()).await, [two]);
        assert_eq!(staff_list::count(db, &active).await.unwrap(), 1);
        let of_zed = Wanted { client: Some(zed), ..EVERYTHING };
        assert_eq!(ids(db, of_zed.clone()).await, [one, three]);
        assert_eq!(staff_list::count(db, &of_zed).await.unwrap(), 2);
        assert_eq!(staff_list::count(db, &EVERYTHING).await.unwrap(), 3);
        for &sort in SortBy::ALL {
            for descending in [false, true] {
                let mut sorted = ids(db, Wanted { sort, descending, ..EVERYTHING }).await;
                sorted.sort_unstable();
                assert_eq!(sorted, [one, two, three], "{sort:?} shows every service once");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_orders_once() {
    on_both(async |db| {
        let client = rows::client(db, "Client").await;
        let tariff = rows::tariff(db, "VPS Start").await;
        let quote = serde_json::json!({ "lines": [] });
        let place = async |service_id| {
            let mut tx = db.begin().await?;
            let new = NewOrder {
                client_id: client,
                tariff_id: tariff,
                service_id,
                one_time_key: "key",
                period: Period::months(1),
                quote: &quote,
                total: rows::euros(500),
                placed_at_ms: 1,
                business_day: rows::today(),
            };
            let id = orders::insert(&mut tx, &new).await?;
            tx.commit().await?;
            Ok::<_, Error>(id)
        };
        let first = rows::service(db, client, tariff, "one.example.com").await;
        let second = rows::service(db, client, tariff, "two.example.com").await;
        let id = place(first).await.unwrap();
        let error = place(second).await.unwrap_err();
        assert!(error.violates(ORDER_REPEATED), "{error:?}");
        let order = orders::find_by_key(db, client, "key").await.unwrap().unwrap();
        assert_eq!((order.id, order.service_id, order.total), (id, first, rows::euros(500)));
        assert_eq!(orders::of_service(db, first).await.unwrap(), Some(order));
        assert_eq!(orders::of_service(db, second).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_service_keeps_how_its_panel_is_installed_and_how_far_that_is() {
    on_both(async |db| {
        let client = rows::client(db, "Client").await;
        let tariff = rows::tariff(db, "VPS Start").await;
        let plain = rows::service(db, client, tariff, "plain.example.com").await;
        let other = rows::service(db, client, tariff, "other.example.com").await;
        let before = services::find(db, plain).await.unwrap().unwrap();
        assert_eq!((before.install.state, before.install.run), (PanelInstall::None, None));

        let task = RemoteId::new("7000001");
        let mut tx = db.begin().await.unwrap();
        services::set_recipe_sent(&mut tx, plain, None).await.unwrap();
        services::set_recipe_sent(&mut tx, other, Some(&task)).await.unwrap();
        services::set_install(&mut tx, other, PanelInstall::Installed).await.unwrap();
        tx.commit().await.unwrap();
        let module = before.vm_module_id;
        assert_eq!(services::other_recipes(db, module, plain).await.unwrap(), (vec![task.clone()], 0));
        assert_eq!(services::other_recipes(db, module, other).await.unwrap(), (vec![], 1));

        let mut tx = db.begin().await.unwrap();
        services::leave_to_client(&mut tx, plain).await.unwrap();
        services::leave_to_client(&mut tx, other).await.unwrap();
        tx.commit().await.unwrap();
        let state = async |id| services::find(db, id).await.unwrap().unwrap().install;
        assert_eq!(state(plain).await.state, PanelInstall::ByClient);
        let installed = state(other).await;
        assert_eq!((installed.state, installed.task), (PanelInstall::Installed, Some(task)));
    })
    .await;
}
