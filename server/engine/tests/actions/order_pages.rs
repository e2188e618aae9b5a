//! What the order pages offer.

use domain::price::{WhyUnavailable, availability};
use domain::{Currency, Period, PlanCode, RemoteMoney, TariffId};
use engine::reads::{Unserved, order_form, order_page};
use engine::{Error, TariffProblem};
use store::price_list::{self, PriceListRow};
use store::{modules, tariffs};

use crate::support::{Demo, on_both};

/// Has the license server sell these plans for these periods.
async fn sell(demo: &Demo, plans: &[(&str, i32)]) {
    let rows = plans.iter().map(|(code, period)| PriceListRow {
        plan_code: PlanCode::parse(code).unwrap(),
        period: Period::from_code(*period).unwrap(),
        name: "A plan".to_owned(),
        cost: RemoteMoney::new(56_700, Currency::EUR),
    });
    let rows: Vec<_> = rows.collect();
    let license_server = modules::list(demo.db()).await.unwrap().first().unwrap().id;
    let mut tx = demo.db().begin().await.unwrap();
    price_list::replace(&mut tx, license_server, &rows).await.unwrap();
    tx.commit().await.unwrap();
}

async fn why(demo: &Demo, tariff: TariffId, panel: &str, months: u16) -> Option<WhyUnavailable> {
    let offer = demo.form_page(tariff).await.offer.unwrap();
    let panels = &offer.prices.option(offer.panel).unwrap().values;
    let panel = panels.iter().find(|value| value.name == panel).unwrap();
    availability(panel, Period::months(months)).err()
}

#[tokio::test]
async fn tariffs_that_are_on_are_shown_with_their_prices() {
    on_both(async |demo| {
        let cards = order_page(&demo.engine, demo.client).await.unwrap();
        let names: Vec<&str> = cards.iter().map(|card| card.name.as_str()).collect();
        assert_eq!(names, ["VPS Start", "VPS Business", "VPS Max"]);
        let [start, _, max] = &cards[..] else { panic!("{cards:?}") };
        let months: Vec<_> = start.periods.iter().map(|price| price.period.code()).collect();
        assert_eq!(months, [1, 3, 12]);
        assert_eq!(start.periods.first().unwrap().cost.to_string(), "4.90 EUR");
        assert_eq!(max.periods.first().unwrap().setup.to_string(), "10.00 EUR");
        assert!(matches!(order_page(&demo.engine, demo.staff).await, Err(Error::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn a_panel_that_cannot_be_had_says_why() {
    on_both(async |demo| {
        let start = demo.tariff("VPS Start").await;
        assert_eq!(why(demo, start, "ispmanager 6 lite", 3).await, None);
        assert_eq!(why(demo, start, "ispmanager 6 host", 3).await, Some(WhyUnavailable::NoPrice));
        assert_eq!(why(demo, start, "ispmanager 6 business", 1).await, Some(WhyUnavailable::TurnedOff));
        let max = demo.tariff("VPS Max").await;
        assert_eq!(why(demo, max, "ispmanager 6 business", 1).await, None);
        let page = demo.form_page(start).await;
        assert_eq!((page.problem, page.unserved.len()), (None, 0));
        assert_eq!(page.balance.minor(), 50_000);
        let systems: Vec<_> = page.offer.unwrap().systems.into_iter().map(|system| system.name).collect();
        assert_eq!(systems, ["Debian 12", "Ubuntu 24.04", "AlmaLinux 9"]);
    })
    .await;
}

#[tokio::test]
async fn a_plan_that_the_license_server_does_not_sell_by_the_month_is_turned_off() {
    on_both(async |demo| {
        let start = demo.tariff("VPS Start").await;
        sell(demo, &[("55227", 1), ("55227", -100), ("55228", -100)]).await;
        assert_eq!(why(demo, start, "ispmanager 6 lite", 1).await, None);
        assert_eq!(why(demo, start, "No control panel", 1).await, None);
        assert_eq!(why(demo, start, "ispmanager 6 pro", 1).await, Some(WhyUnavailable::TurnedOff));
        let page = demo.form_page(start).await;
        assert_eq!(page.unserved.len(), 5, "all but lite");
        assert!(page.unserved.iter().all(|(_, why)| *why == Unserved::NotSoldThere));
        let offer = page.offer.unwrap();
        let panels = &offer.prices.option(offer.panel).unwrap().values;
        let trials: Vec<bool> = panels.iter().map(|value| value.sells_trial).collect();
        assert_eq!(trials, [false, true, true, false, false, false, false]);
    })
    .await;
}

#[tokio::test]
async fn a_tariff_that_is_off_still_shows_its_form_and_says_so() {
    on_both(async |demo| {
        let tariff = demo.tariff("VPS Start").await;
        let mut tx = demo.db().begin().await.unwrap();
        assert!(tariffs::set_enabled(&mut tx, tariff, false).await.unwrap());
        tx.commit().await.unwrap();
        let page = demo.form_page(tariff).await;
        assert_eq!(page.problem, Some(TariffProblem::Off));
        assert!(page.offer.is_some());
        let nowhere = order_form(&demo.engine, demo.client, TariffId::new(999)).await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
    })
    .await;
}
