//! The license key on its way to a recipe.

use serde_json::json;

use super::{business, installation, runs};
use crate::main_job::reading::{all, history};
use crate::main_job::shop::Shop;
use crate::support::log::Log;

on_both! {
    async fn the_key_is_in_no_log_and_no_call_record(app: TestApp) {
        app.execute(
            "UPDATE tariff_recipes SET recipe_params = 'license_key={license_key}\nlogin={host_name}/{license_key}@{address}'
             WHERE recipe_id IS NOT NULL",
        )
        .await;
        let log = Log::listen();
        let shop = Shop::open(app).await;
        // Refused, failed and done: whatever is said of a run is kept.
        let run = "POST /vm/v3/host/{id}/runrecipe";
        app.order_faults(json!([
            { "function": run, "nth": 1, "what": "refuse", "code": 4000, "status": 400, "msg": "No: recipe_params" },
            { "function": run, "nth": 2, "what": "recipe_fail" },
        ]))
        .await;
        let service = shop.deliver(&shop.client, business("web-1.demo.test")).await;
        let operation = shop.operation(&service).await;
        let mut pages = Vec::new();
        for _ in 0..2 {
            pages.push(shop.staff.get(&operation).await);
            assert_eq!(installation(&shop, &service).await, "Not installed");
            shop.press(&shop.staff, &operation, "Retry").await;
            app.drain_operations().await;
        }
        assert_eq!((installation(&shop, &service).await.as_str(), runs(&shop)), ("Installed", 3));
        pages.push(shop.staff.get(&operation).await);
        pages.push(shop.staff_service(&service).await);

        let key = shop.key(&shop.client, &service).await;
        let calls = all(&pages[2], "main").join(" ");
        assert!(calls.contains("runrecipe"), "the call is recorded: {calls}");
        assert!(history(&pages[3]).len() > 5);
        for page in &pages {
            assert!(!page.text.contains(&key), "a page shows the key: {}", page.text);
        }
        let (rows, _) = app.contents().await;
        assert!(rows.contains_key("remote_calls"), "{:?}", rows.keys());
        for (table, rows) in rows {
            assert!(!rows.iter().any(|row| row.contains(&key)), "{table} keeps the key in the clear");
        }
        let log = log.text();
        assert!(log.contains("stands at run_recipe"), "nothing of the run was logged");
        assert_eq!(log.lines().find(|line| line.contains(&key)), None, "the key was logged");
    }
}
