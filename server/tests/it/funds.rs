//! Money that is short at the license server: uncovered services first, then renewals by expiry, then purchases.

use std::time::Duration;

use engine::Settings;
use engine::worker::{self, Rehearsal};
use jiff::ToSpan;
use serde_json::json;

use crate::main_job::reading::{fact, one, rows};
use crate::main_job::shop::{LITE, Shop, date_of, day, lite};
use crate::support::app;
use crate::support::database::FreshDatabase;
use crate::support::order::Wish;

on_both! {
    async fn a_purchase_waits_while_the_money_is_kept_for_renewals(app: TestApp) {
        let shop = Shop::open(app).await;
        // The next look is seconds away: it is the balance that ends the wait, not the schedule.
        let patient = Settings { schedule_second: Duration::from_millis(10), ..app::settings() };
        paid_longer(&shop, "web-1.demo.test").await;
        let expires = date_of(&shop.licenses()[0], "expiredate");
        let renewal = amount(&shop.charges()[0]);
        let days = shop.today().until(expires.saturating_sub(5.days())).unwrap().get_days();
        app.advance_days(u32::try_from(days).unwrap()).await;
        // A cent too little for both.
        shop.set_license_server_balance(&euro(renewal + 5670 - 1)).await;
        worker::refresh_saved_reads(&app.engine).await.unwrap();
        let service = lite("web-2.demo.test").order(&shop.client2).await;
        shop.drain_with(patient.clone()).await;
        assert_eq!(shop.charges().len(), 1);
        let by_itself = "This takes longer than usual. It goes on by itself; you need not do anything.";
        shop.is_pending(&shop.client2, &service, by_itself).await;
        let path = shop.operation(&service).await;
        let operation = shop.staff.get(&path).await;
        assert_eq!(one(&operation, "h1 .badge"), "Queued");
        let why = format!("Money is short on the license server's account: {} EUR is there, this costs 56.70 EUR, and \
            {} EUR is kept for 1 renewal that comes first; the earliest license is over on {}. It goes on by itself when \
            the balance rises.", euro(renewal + 5670 - 1), euro(renewal), day(expires));
        assert_eq!(fact(&operation, "What is known", "What it says"), why);
        assert_eq!(rows(&shop.staff.get("/staff/tasks").await)[0][0], why);

        shop.set_license_server_balance(&euro(renewal + 5670)).await;
        worker::refresh_saved_reads(&app.engine).await.unwrap();
        shop.drain_with(patient).await;
        shop.is_active(&shop.client2, &service).await;
        assert_eq!(shop.charges().len(), 2);
        shop.nothing_waits().await;

        // And the renewal finds its money there.
        app.advance_days(3).await;
        shop.keep_house().await;
        assert_eq!((shop.charges().len(), app.sandbox_state()["balance"].as_str()), (3, Some("0.0000")));
    }

    async fn a_purchase_that_waited_long_takes_what_has_returned_to_the_pool_meanwhile(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.delete_at_once().await;
        let first = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let service = lite("web-2.demo.test").order(&shop.client2).await;
        while planned(&app.database).await == 0 {
            worker::work_once(&app.engine, "one", Rehearsal::Real).await.unwrap();
        }
        app.execute("UPDATE license_servers SET purchases_on = FALSE").await;
        let patient = Settings { schedule_second: Duration::from_millis(10), ..app::settings() };
        shop.drain_with(patient.clone()).await;
        shop.delete(&shop.client, &first).await;
        shop.drain_with(patient).await;
        assert_eq!(planned(&app.database).await, 1);
        app.execute("UPDATE purchase_intents SET created_at = created_at - 700000 WHERE state = 'planned'").await;
        app.execute("UPDATE license_servers SET purchases_on = TRUE").await;
        app.execute("UPDATE operations SET run_at = 0 WHERE state = 'ready'").await;
        app.drain_operations().await;
        shop.is_active(&shop.client2, &service).await;
        assert_eq!(shop.charges().len(), 1, "bought beside a free license");
        shop.nothing_waits().await;
    }

    async fn without_a_renewal_ahead_the_license_server_says_whether_the_money_suffices(app: TestApp) {
        let shop = Shop::open(app).await;
        paid_longer(&shop, "web-1.demo.test").await;
        shop.set_license_server_balance("56.70").await;
        worker::refresh_saved_reads(&app.engine).await.unwrap();
        let service = shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        shop.is_active(&shop.client2, &service).await;
    }

    async fn the_license_that_expires_first_gets_the_money_although_another_one_asks_for_it_first(app: TestApp) {
        let shop = Shop::open(app).await;
        let first = paid_longer(&shop, "web-1.demo.test").await;
        app.advance_days(1).await;
        let second = paid_longer(&shop, "web-2.demo.test").await;
        let renewal = amount(&shop.charges()[0]);
        let expires = date_of(&shop.licenses()[0], "expiredate");
        let days = shop.today().until(expires.saturating_sub(2.days())).unwrap().get_days();
        app.advance_days(u32::try_from(days).unwrap()).await;
        shop.set_license_server_balance(&euro(renewal * 2 - 1)).await;
        worker::refresh_saved_reads(&app.engine).await.unwrap();
        // The first one has to come back: the second one asks before it.
        app.order_faults(json!([{ "function": "GET /vm/v3/host/{id}", "what": "http_503", "times": 1 }])).await;
        worker::housekeeping(&app.engine).await.unwrap();
        shop.drain_with(Settings { schedule_second: Duration::from_millis(50), ..app::settings() }).await;
        let renewed: Vec<_> = shop.charges()[2..].iter().map(|charge| charge["license_id"].clone()).collect();
        assert_eq!(renewed, [shop.licenses()[0]["id"].clone()]);
        shop.is_active(&shop.client, &first).await;
        let operation = shop.staff.get(&shop.operation(&second).await).await;
        assert!(operation.text.contains("is kept for 1 renewal"), "{}", operation.text);

        shop.set_license_server_balance("100.00").await;
        worker::refresh_saved_reads(&app.engine).await.unwrap();
        app.drain_operations().await;
        assert_eq!(shop.charges().len(), 4);
        shop.nothing_waits().await;
    }
}

/// A service that is paid for three months with a license for one.
async fn paid_longer(shop: &Shop<'_>, host_name: &str) -> String {
    shop.deliver(&shop.client, Wish { plan: "VPS Start", period: "3", panel: LITE, host_name }).await
}

/// How many purchases are planned and not sent.
async fn planned(database: &FreshDatabase) -> usize {
    database.texts(&["SELECT marker FROM purchase_intents WHERE state = 'planned'"]).await[0].len()
}

/// Cents.
fn amount(charge: &serde_json::Value) -> i64 {
    charge["amount"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap() / 100
}

fn euro(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
