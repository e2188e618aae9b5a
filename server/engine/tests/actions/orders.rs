//! Placing orders.

use std::collections::BTreeSet;

use domain::order::{FieldError, OrderForm, PanelProblem};
use domain::period::term::end_of_term;
use domain::price::WhyUnavailable;
use domain::{ModuleState, OperationKind, OperationState, PanelState, Period, ServiceId, ServiceState};
use engine::actions::place_order;
use engine::operations::PROVISION_SERVICE;
use engine::reads::service;
use engine::{Error, Refusal, TariffProblem};
use store::{modules, operations, orders, services, tariffs};

use crate::support::{Demo, client_id, on_both, refusals};

async fn count(demo: &Demo) -> usize {
    services::of_client(demo.db(), client_id(demo.client)).await.unwrap().len()
}

#[tokio::test]
async fn an_order_becomes_a_service_a_charge_and_an_operation() {
    on_both(async |demo| {
        let placed = demo.order("ispmanager 6 lite", "key").await.unwrap();
        assert!(placed.first);
        assert_eq!(demo.balance(demo.client).await.minor(), 50_000 - 490 - 690);
        let found = services::find(demo.db(), placed.service_id).await.unwrap().unwrap();
        assert_eq!((found.state, found.panel_state), (ServiceState::Provisioning, PanelState::Pending));
        assert_eq!(found.plan_code.unwrap().as_str(), "55227");
        assert!(found.product_id.is_some() && found.license_server_id.is_some());
        assert_eq!((found.os_code.as_str(), found.os_name.as_str()), ("1", "Debian 12"));
        assert!(found.vm_marker.starts_with("kp-"));
        let today = demo.engine.clock().today();
        assert_eq!(found.anchor_day, today.day());
        assert_eq!(found.paid_until, end_of_term(today, Period::months(1), today.day()));

        let operation = operations::latest_of_service(demo.db(), found.id).await.unwrap().unwrap();
        assert_eq!(
            (operation.kind, operation.state),
            (OperationKind::ProvisionService, OperationState::Ready)
        );
        assert_eq!(operation.step, PROVISION_SERVICE);
        let order = orders::of_service(demo.db(), found.id).await.unwrap().unwrap();
        assert_eq!(order.total.minor(), 490 + 690);
        let page = service(&demo.engine, demo.client, found.id).await.unwrap();
        let quote = page.quote.unwrap();
        assert_eq!(quote.total(), order.total, "the price charged is the quoted one");
        let lines: Vec<_> = quote.lines().iter().map(|line| line.name.as_str()).collect();
        assert_eq!(lines, ["VPS Start", "ispmanager 6 lite"]);
        assert!(page.license.is_none());
        assert_eq!(
            page.events.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(),
            ["service.ordered"]
        );
        assert_eq!(service(&demo.engine, demo.staff, found.id).await.unwrap().events.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_service_without_a_panel_has_no_license_server() {
    on_both(async |demo| {
        let id = demo.order("No control panel", "key").await.unwrap().service_id;
        let found = services::find(demo.db(), id).await.unwrap().unwrap();
        assert_eq!(found.panel_state, PanelState::None);
        assert_eq!((found.plan_code, found.product_id, found.license_server_id), (None, None, None));
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_sent_again_shows_the_first_order_whatever_it_says() {
    on_both(async |demo| {
        let first = demo.order("ispmanager 6 lite", "key").await.unwrap();
        let again = demo.order("No control panel", "key").await.unwrap();
        assert_eq!((again.service_id, again.first), (first.service_id, false));
        assert_eq!(count(demo).await, 1);
        let tariff = demo.tariff("VPS Start").await;
        let form = demo.form(tariff, "No control panel").await;
        let others = place_order(&demo.engine, demo.other, tariff, &form, "key").await.unwrap();
        assert!(others.first, "a key is a client's own");
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_sent_four_times_at_once_is_one_order() {
    on_both(async |demo| {
        let order = || demo.order("ispmanager 6 lite", "key");
        let placed = tokio::join!(order(), order(), order(), order());
        let placed = [placed.0, placed.1, placed.2, placed.3].map(Result::unwrap);
        let ids: BTreeSet<ServiceId> = placed.iter().map(|placed| placed.service_id).collect();
        assert_eq!(ids.len(), 1);
        assert_eq!(placed.iter().filter(|placed| placed.first).count(), 1);
        assert_eq!(count(demo).await, 1);
        assert_eq!(demo.balance(demo.client).await.minor(), 50_000 - 490 - 690);
    })
    .await;
}

#[tokio::test]
async fn orders_at_once_never_spend_more_than_there_is() {
    on_both(async |demo| {
        let tariff = demo.tariff("VPS Max").await;
        let year = OrderForm { period: "12".to_owned(), ..demo.form(tariff, "No control panel").await };
        // 429.00 each, of 500.00.
        let order = |key| place_order(&demo.engine, demo.client, tariff, &year, key);
        let (first, second) = tokio::join!(order("one"), order("two"));
        let (won, lost): (Vec<_>, Vec<_>) = [first, second].into_iter().partition(Result::is_ok);
        assert_eq!(won.len(), 1);
        let [refusal] = &refusals(lost.into_iter().next().unwrap())[..] else { panic!("one reason") };
        let Refusal::NotEnoughMoney { needed, balance } = refusal else { panic!("{refusal:?}") };
        assert_eq!((needed.minor(), balance.minor()), (42_900, 7_100));
        assert_eq!(demo.balance(demo.client).await.minor(), 7_100);
        assert_eq!(count(demo).await, 1, "a refused order leaves nothing");
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_with_a_form_is_told_at_its_fields_at_once() {
    on_both(async |demo| {
        let tariff = demo.tariff("VPS Start").await;
        let form = OrderForm {
            period: "3".to_owned(),
            hostname: "localhost".to_owned(),
            ..demo.form(tariff, "ispmanager 6 host").await
        };
        let order = async || place_order(&demo.engine, demo.client, tariff, &form, "key").await;
        let found = refusals(order().await);
        let panel = PanelProblem::Unavailable { period: Period::months(3), why: WhyUnavailable::NoPrice };
        assert_eq!(found.first(), Some(&Refusal::Order(FieldError::Panel(panel))));
        let fields: Vec<_> = found.iter().map(Refusal::field).collect();
        assert_eq!(fields, [Some("panel"), Some("hostname")]);

        let mut tx = demo.db().begin().await.unwrap();
        assert!(tariffs::set_enabled(&mut tx, tariff, false).await.unwrap());
        tx.commit().await.unwrap();
        let found = refusals(order().await);
        assert_eq!(found.first(), Some(&Refusal::Tariff(TariffProblem::Off)));
        assert_eq!(found.len(), 3);
        assert_eq!(count(demo).await, 0);
        assert_eq!(demo.balance(demo.client).await.minor(), 50_000);
    })
    .await;
}

#[tokio::test]
async fn a_form_without_its_key_orders_nothing() {
    on_both(async |demo| {
        assert_eq!(refusals(demo.order("No control panel", "").await), [Refusal::BadForm]);
        assert_eq!(refusals(demo.order("No control panel", &"k".repeat(65)).await), [Refusal::BadForm]);
        assert_eq!(count(demo).await, 0);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_ordered_where_no_server_can_be_made() {
    on_both(async |demo| {
        let vm = modules::list(demo.db()).await.unwrap().last().unwrap().id;
        let mut tx = demo.db().begin().await.unwrap();
        assert!(modules::set_state(&mut tx, vm, ModuleState::Suspended).await.unwrap());
        tx.commit().await.unwrap();
        let found = refusals(demo.order("No control panel", "key").await);
        assert_eq!(found.first(), Some(&Refusal::Tariff(TariffProblem::NoServers)));
        assert_eq!(count(demo).await, 0);
    })
    .await;
}

#[tokio::test]
async fn staff_order_nothing() {
    on_both(async |demo| {
        let tariff = demo.tariff("VPS Start").await;
        let form = demo.form(tariff, "No control panel").await;
        let refused = place_order(&demo.engine, demo.staff, tariff, &form, "key").await;
        assert!(matches!(refused, Err(Error::Forbidden(_))));
    })
    .await;
}
