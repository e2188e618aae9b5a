//! Calendars that differ by a day, and terms that end on the first of a month.

use jiff::ToSpan;

use super::stage::Stage;
use crate::main_job::reading::fact;
use crate::main_job::shop::{date_of, day, lite};
use crate::support::order::Wish;

/// A year of a service that is renewed by its client: always covered, never charged twice on one expiry.
async fn stays_covered(stage: &Stage<'_>, plan: &str, orders: usize) {
    stage.plays(plan);
    stage.shop.app.execute("DELETE FROM alignment_rules").await;
    stage.shop.app.execute("UPDATE clients SET balance = balance + 1000000").await;
    let form = lite("web-1.demo.test").form(&stage.shop.client).await.with("autoprolong", "1");
    let service = crate::support::order::send(&stage.shop.client, &form).await;
    stage.drain().await;
    for _ in 0..14 {
        stage.shop.app.advance_days(5).await;
        stage.keep_house().await;
        assert_eq!(stage.shop.licenses()[0]["status_name"], "Active", "{:#?}", stage.shop.charges());
    }
    stage.is_well(&service).await;
    let renewals = stage.shop.charges().len() - orders;
    assert!((2..=3).contains(&renewals), "{:#?}", stage.shop.charges());
}

on_both! {
    async fn with_a_license_server_a_day_ahead_a_service_is_always_covered_and_renewed_once_a_term(app: TestApp) {
        stays_covered(&Stage::open(app).await, "clock-ahead", 1).await;
    }

    async fn with_a_license_server_a_day_behind_a_service_is_always_covered_and_renewed_once_a_term(app: TestApp) {
        stays_covered(&Stage::open(app).await, "clock-behind", 1).await;
    }

    async fn a_month_that_ends_on_the_first_shows_its_real_end_and_is_renewed_when_the_service_lasts_longer(app: TestApp) {
        let stage = Stage::open(app).await;
        app.execute("DELETE FROM alignment_rules").await;
        stage.plays("month-ends-on-the-first");
        let wish = Wish { panel: "BILLmanager 6 month", ..lite("web-1.demo.test") };
        let service = wish.order(&stage.shop.client).await;
        stage.drain().await;
        stage.is_well(&service).await;
        let license = &stage.shop.licenses()[0];
        assert_eq!((license["pricelist"].as_i64(), date_of(license, "expiredate").day()), (Some(55382), 1), "{license}");
        let first = date_of(license, "expiredate");
        let page = stage.shop.client.get(&service).await;
        assert_eq!(fact(&page, "Control panel", "License expires"), day(first));
        stage.advance_to(first.saturating_sub(1.day())).await;
        stage.keep_house().await;
        stage.is_well(&service).await;
        stage.paid(1, 1).await;
    }
}
