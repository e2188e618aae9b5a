//! Clients, their orders and what is done for them, as staff list them.

use domain::{ClientId, LedgerKind, OperationKind, OperationState, OrderId, Period, ServiceId, ServiceState};
use store::clients::list::{self as client_list, SortBy, Wanted};
use store::operations::NewOperation;
use store::operations::list::{self as operation_list, Filter, Wanted as OperationsWanted};
use store::orders::list::{self as order_list, SortBy as OrdersBy, Wanted as OrdersWanted};
use store::orders::{self, NewOrder};
use store::{Db, clients, events, operations, registrations, services, users};

use crate::support::{on_both, rows};

const CLIENTS: Wanted<'static> =
    Wanted { search: "", sort: SortBy::Id, descending: false, limit: 10, offset: 0 };

const ORDERS: OrdersWanted<'static> = OrdersWanted {
    search: "",
    state: None,
    client: None,
    sort: OrdersBy::Id,
    descending: false,
    limit: 10,
    offset: 0,
};

async fn names(db: &Db, wanted: Wanted<'_>) -> Vec<String> {
    let page = client_list::page(db, &wanted).await.unwrap();
    page.into_iter().map(|line| line.name).collect()
}

async fn order_ids(db: &Db, wanted: OrdersWanted<'_>) -> Vec<OrderId> {
    let page = order_list::page(db, &wanted).await.unwrap();
    page.into_iter().map(|line| line.id).collect()
}

async fn order(db: &Db, client: ClientId, host_name: &str, minor: i64) -> (OrderId, ServiceId) {
    let tariff = rows::tariff(db, "VPS Start").await;
    let service = rows::service(db, client, tariff, host_name).await;
    let mut tx = db.begin().await.unwrap();
    let new = NewOrder {
        client_id: client,
        tariff_id: tariff,
        service_id: service,
        one_time_key: host_name,
        period: Period::months(1),
        quote: &serde_json::json!({ "lines": [] }),
        total: rows::euros(minor),
        placed_at_ms: 1,
        business_day: rows::today(),
    };
    let id = orders::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    (id, service)
}

#[tokio::test]
async fn clients_are_found_and_sorted_alike_on_both_databases() {
    on_both(async |db| {
        let zed = rows::rich_client(db, "Zed", 300).await;
        rows::client(db, "Ёлка и Ко").await;
        rows::rich_client(db, "анна", 5_000).await;
        let order = order(db, zed, "one.example.com", 100).await;
        let gone = self::order(db, zed, "two.example.com", 100).await;
        let mut tx = db.begin().await.unwrap();
        services::set_state(&mut tx, gone.1, ServiceState::Deleted).await.unwrap();
        tx.commit().await.unwrap();

        assert_eq!(names(db, CLIENTS).await, ["Zed", "Ёлка и Ко", "анна"]);
        let newest = Wanted { descending: true, ..CLIENTS };
        assert_eq!(names(db, newest).await, ["анна", "Ёлка и Ко", "Zed"]);
        let by_name = Wanted { sort: SortBy::Name, ..CLIENTS };
        assert_eq!(names(db, by_name.clone()).await, ["Zed", "анна", "Ёлка и Ко"]);
        assert_eq!(names(db, Wanted { limit: 1, offset: 2, ..by_name }).await, ["Ёлка и Ко"]);
        let richest = Wanted { sort: SortBy::Balance, descending: true, ..CLIENTS };
        assert_eq!(names(db, richest).await, ["анна", "Zed", "Ёлка и Ко"]);

        let (number, hash) = (zed.to_string(), format!("#{zed}"));
        let found = async |search| names(db, Wanted { search, ..CLIENTS }).await;
        assert_eq!(found("АННА").await, ["анна"]);
        assert_eq!(found("ёлка").await, ["Ёлка и Ко"]);
        assert_eq!(found("client@example").await.len(), 3);
        assert_eq!(found(&number).await, ["Zed"]);
        assert_eq!(found(&hash).await, ["Zed"]);
        assert!(found("%").await.is_empty(), "a percent sign is only a percent sign");
        assert_eq!(client_list::count(db, &Wanted { search: "zed", ..CLIENTS }).await.unwrap(), 1);
        for &sort in SortBy::ALL {
            for descending in [false, true] {
                let all = client_list::page(db, &Wanted { sort, descending, ..CLIENTS }).await.unwrap();
                assert_eq!(all.len(), 3, "{sort:?} shows every client once");
            }
        }

        let line = &client_list::page(db, &Wanted { search: "zed", ..CLIENTS }).await.unwrap()[0];
        assert_eq!((line.services, line.orders), (1, 2), "a service that is gone is not counted");
        assert_eq!((line.balance, line.created_at_ms), (rows::euros(300), 1));
        assert_eq!(orders::find(db, order.0).await.unwrap().unwrap().service_id, order.1);
    })
    .await;
}

#[tokio::test]
async fn orders_are_found_by_number_client_and_host_name() {
    on_both(async |db| {
        let (olga, zed) = (rows::client(db, "Ольга").await, rows::client(db, "Zed").await);
        let (first, service) = order(db, zed, "b.example.com", 900).await;
        let (second, _) = order(db, olga, "a.example.com", 200).await;
        let mut tx = db.begin().await.unwrap();
        services::set_state(&mut tx, service, ServiceState::Active).await.unwrap();
        tx.commit().await.unwrap();

        assert_eq!(order_ids(db, ORDERS).await, [first, second]);
        assert_eq!(order_ids(db, OrdersWanted { descending: true, ..ORDERS }).await, [second, first]);
        let by_client = OrdersWanted { sort: OrdersBy::Client, descending: true, ..ORDERS };
        assert_eq!(order_ids(db, by_client).await, [second, first]);
        let by_total = OrdersWanted { sort: OrdersBy::Total, ..ORDERS };
        assert_eq!(order_ids(db, by_total).await, [second, first]);
        let number = second.to_string();
        let found = async |search| order_ids(db, OrdersWanted { search, ..ORDERS }).await;
        assert_eq!(found("ОЛЬГА").await, [second]);
        assert_eq!(found("B.example").await, [first]);
        assert_eq!(found("vps start").await, [first, second]);
        assert_eq!(found(&number).await, [second]);
        let active = OrdersWanted { state: Some(ServiceState::Active), ..ORDERS };
        assert_eq!(order_ids(db, active.clone()).await, [first]);
        assert_eq!(order_list::count(db, &active).await.unwrap(), 1);
        let of_olga = OrdersWanted { client: Some(olga), ..ORDERS };
        assert_eq!(order_ids(db, of_olga.clone()).await, [second]);
        assert_eq!(order_list::count(db, &of_olga).await.unwrap(), 1);
        let line = &order_list::page(db, &of_olga).await.unwrap()[0];
        assert_eq!((line.client_name.as_str(), line.total), ("Ольга", rows::euros(200)));
        assert_eq!((line.host_name.as_str(), line.state), ("a.example.com", ServiceState::Provisioning));
    })
    .await;
}

#[tokio::test]
async fn operations_are_found_by_their_service_and_client() {
    on_both(async |db| {
        let (olga, zed) = (rows::client(db, "Ольга").await, rows::client(db, "Zed").await);
        let mut ids = Vec::new();
        for (client, host_name) in [(olga, "a.example.com"), (zed, "b.example.com")] {
            let (_, service_id) = order(db, client, host_name, 100).await;
            let new = NewOperation {
                kind: OperationKind::ProvisionService,
                service_id,
                step: "create_server",
                data: serde_json::json!({}),
                run_at_ms: 1,
            };
            let mut tx = db.begin().await.unwrap();
            ids.push(operations::enqueue(&mut tx, &new).await.unwrap());
            tx.commit().await.unwrap();
        }
        let found = async |search: &str, state| {
            let filter = Filter { search, state, ..Filter::default() };
            let wanted = OperationsWanted { filter, limit: 10, offset: 0 };
            let page = operation_list::page(db, &wanted).await.unwrap();
            page.into_iter().map(|line| line.id).collect::<Vec<_>>()
        };
        assert_eq!(found("", None).await, [ids[1], ids[0]]);
        assert_eq!(found("ольга", None).await, [ids[0]]);
        assert_eq!(found("b.example", Some(OperationState::Ready)).await, [ids[1]]);
        assert!(found("b.example", Some(OperationState::Failed)).await.is_empty());
        assert_eq!(found(&ids[0].to_string(), None).await, [ids[0]]);
        let counts = operation_list::counts(db, Filter { search: "Zed", ..Filter::default() }).await.unwrap();
        assert_eq!(counts, [(OperationState::Ready, 1)]);
        assert_eq!(
            operation_list::counts(db, Filter::default()).await.unwrap(),
            [(OperationState::Ready, 2)]
        );
    })
    .await;
}

#[tokio::test]
async fn tries_to_register_are_counted_by_address_and_forgotten() {
    on_both(async |db| {
        let tried = async |address, now, since, forget| {
            let mut tx = db.begin().await.unwrap();
            let count = registrations::tried(&mut tx, address, now, since, forget).await.unwrap();
            tx.commit().await.unwrap();
            count
        };
        assert_eq!(tried("192.0.2.1", 10, 0, 0).await, 1);
        assert_eq!(tried("192.0.2.1", 20, 0, 0).await, 2);
        assert_eq!(tried("2001:db8::", 30, 0, 0).await, 1);
        assert_eq!(tried("192.0.2.1", 40, 20, 0).await, 2, "the first is longer ago");
        assert_eq!(tried("192.0.2.1", 50, 0, 40).await, 2, "what is old enough is forgotten");
    })
    .await;
}

#[tokio::test]
async fn a_client_is_known_with_its_logins_and_what_happened_to_it() {
    on_both(async |db| {
        let client = rows::rich_client(db, "Client", 700).await;
        let other = rows::client(db, "Other").await;
        let mut tx = db.begin().await.unwrap();
        for (login, client_id) in
            [("b@example.com", client), ("a@example.com", client), ("c@example.com", other)]
        {
            let new = users::NewUser {
                client_id: Some(client_id),
                login,
                name: "Person",
                password_hash: &"hash".into(),
                created_at_ms: 1,
            };
            users::insert(&mut tx, &new).await.unwrap();
        }
        for (kind, client) in [("client.registered", client), ("client.looked_at", other)] {
            let event = events::NewEvent {
                kind,
                client: Some(client),
                at_ms: 1,
                business_day: rows::today(),
                ..events::NewEvent::default()
            };
            events::record(&mut tx, &event).await.unwrap();
        }
        tx.commit().await.unwrap();
        let logins: Vec<_> =
            users::of_client(db, client).await.unwrap().into_iter().map(|user| user.login).collect();
        assert_eq!(logins, ["b@example.com", "a@example.com"]);
        let events = events::of_client(db, client).await.unwrap();
        assert_eq!(events.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(), ["client.registered"]);
        let found = clients::find(db, client).await.unwrap().unwrap();
        assert_eq!((found.balance, found.created_at_ms), (rows::euros(700), 1));
        assert_eq!(store::ledger::page(db, client, 1, 0).await.unwrap()[0].kind, LedgerKind::Payment);
    })
    .await;
}
