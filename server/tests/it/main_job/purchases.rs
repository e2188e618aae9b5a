//! Purchases that go wrong, and how they end well.

use std::time::Duration;

use engine::Settings;
use serde_json::json;

use super::reading::{fact, history, offers, one, rows};
use super::shop::{Shop, lite};
use crate::support::app;
use crate::support::order::Wish;

on_both! {
    async fn the_first_license_of_another_family_of_functions_is_bought_beside_those_of_the_first(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        // Another program than ispmanager, sold by other functions: their list is empty yet.
        app.execute("UPDATE license_products SET function_prefix = 'softexternal' WHERE name = 'ispmanager 6 host'").await;
        app.execute("UPDATE plan_codes SET code = '9203' WHERE code = '55229'").await;
        app.execute("UPDATE enumeration_values SET intname = '9203' WHERE intname = '55229'").await;
        let wish = Wish { panel: "ispmanager 6 host", ..lite("web-2.demo.test") };
        let service = shop.deliver(&shop.client2, wish).await;
        shop.is_active(&shop.client2, &service).await;
        assert_eq!(shop.licenses()[1]["pricelist"], 9203);
        shop.nothing_waits().await;
    }

    async fn a_purchase_cut_after_it_took_effect_is_adopted_by_itself(app: TestApp) {
        let shop = Shop::open(app).await;
        let buyers = [&shop.client, &shop.client2, &shop.client];
        for (nth, (what, buyer)) in (1..).zip(["timeout_after", "close_after", "cut_reply"].into_iter().zip(buyers)) {
            app.order_faults(json!([{ "function": "soft.order.param", "what": what }])).await;
            let host = format!("cut-{nth}.demo.test");
            let service = lite(&host).order(buyer).await;
            shop.drain_with(Settings { remote_timeout: Duration::from_millis(500), ..app::settings() }).await;
            app.clear_faults().await;
            shop.is_active(buyer, &service).await;
            let (licenses, charges) = (shop.licenses(), shop.charges());
            assert_eq!((licenses.len(), charges.len()), (nth, nth), "{what}: {licenses:?}");
            assert_eq!(licenses[nth - 1]["licname"], format!("Item #{nth} addon {host}"), "{what}");
            let happened = history(&shop.staff_service(&service).await);
            let said = format!("Found by its marker and taken over: license {} at the license server License #{nth}",
                licenses[nth - 1]["id"]);
            assert!(happened.contains(&said), "{what}: {happened:?}");
            assert!(shop.key(buyer, &service).await.starts_with(&format!("{}-", licenses[nth - 1]["id"])));
        }
        shop.nothing_waits().await;
    }

    async fn a_refused_license_leaves_the_server_delivered_and_one_retry_completes_it(app: TestApp) {
        let shop = Shop::open(app).await;
        let refusal = json!([{ "function": "soft.order.param", "what": "refuse", "msg": "Sales are closed" }]);
        app.order_faults(refusal).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let staff_look = "Our staff have been told and look into it. You need not do anything.";
        shop.is_pending(&shop.client, &service, staff_look).await;
        assert_eq!(fact(&shop.client.get(&service).await, "Server", "Address"), shop.address());
        assert_eq!(shop.licenses().len(), 0);

        let why = "BILLmanager refused. It said: Sales are closed.";
        assert_eq!(rows(&shop.staff.get("/staff/tasks").await)[0][0], why);
        let path = shop.operation(&service).await;
        let operation = shop.staff.get(&path).await;
        assert_eq!(one(&operation, "h1 .badge"), "Failed");
        assert_eq!(one(&operation, ".note--danger"), why);
        let told = shop.press(&shop.staff, &path, "Retry").await;
        assert_eq!(told.words("[role=status]").as_deref(), Some("The operation goes on."));
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1));
        let operation = shop.staff.get(&path).await;
        assert_eq!(one(&operation, "h1 .badge"), "Done");
        assert!(!offers(&operation, "Retry"));
        let happened = history(&operation);
        assert!(happened.contains(&"Retried by Demo staff".to_owned()), "{happened:?}");
        shop.nothing_waits().await;
    }

    async fn without_money_at_the_license_server_an_order_waits_for_funds(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.set_license_server_balance("0.00").await;
        let service = lite("web-1.demo.test").order(&shop.client).await;
        // The next look is three seconds away: it is the retry that completes this, not the schedule.
        let patient = Settings { schedule_second: Duration::from_millis(10), ..app::settings() };
        shop.drain_with(patient.clone()).await;
        let by_itself = "This takes longer than usual. It goes on by itself; you need not do anything.";
        shop.is_pending(&shop.client, &service, by_itself).await;
        let path = shop.operation(&service).await;
        let operation = shop.staff.get(&path).await;
        assert_eq!(one(&operation, "h1 .badge"), "Queued");
        let said = fact(&operation, "What is known", "What it says");
        let words = "Waiting for money on the license server's account. It said: insufficient funds to complete \
                     the operation. Required amount 56.70 EUR. Your current balance: 0.00 EUR, credit limit 0.00 EUR.";
        assert_eq!(said, words);
        let tasks = rows(&shop.staff.get("/staff/tasks").await);
        assert_eq!(tasks.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), [words]);
        assert_eq!(shop.licenses().len(), 0);

        shop.set_license_server_balance("100.00").await;
        shop.press(&shop.staff, &path, "Look again now").await;
        shop.drain_with(patient).await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1));
        assert_eq!(app.sandbox_state()["balance"], "43.3000");
        shop.nothing_waits().await;
    }

    async fn a_third_purchase_of_one_plan_in_thirty_days_asks_a_person_first(app: TestApp) {
        let shop = Shop::open(app).await;
        for host in ["web-1.demo.test", "web-2.demo.test"] {
            let service = shop.deliver(&shop.client, lite(host)).await;
            shop.is_active(&shop.client, &service).await;
        }
        let third = shop.deliver(&shop.client, lite("web-3.demo.test")).await;
        let staff_look = "Our staff have been told and look into it. You need not do anything.";
        shop.is_pending(&shop.client, &third, staff_look).await;
        assert_eq!(shop.licenses().len(), 2);
        let other = shop.deliver(&shop.client2, lite("web-4.demo.test")).await;
        shop.is_active(&shop.client2, &other).await;

        let tasks = rows(&shop.staff.get("/staff/tasks").await);
        assert_eq!(tasks.len(), 1, "{tasks:?}");
        assert_eq!(
            tasks[0][0],
            "The client bought this plan 2 times in 30 days already; a person should look before another purchase."
        );
        let path = shop.operation(&third).await;
        shop.press(&shop.staff, &path, "Retry").await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &third).await;
        assert_eq!((shop.licenses().len(), shop.charges().len()), (4, 4));
        shop.nothing_waits().await;
    }
}
