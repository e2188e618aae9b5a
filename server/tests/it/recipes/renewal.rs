//! What a failed recipe must not keep from happening.

use serde_json::json;

use super::{business, installation, recipes};
use crate::main_job::reading::{one, rows};
use crate::main_job::shop::{Shop, date_of};
use crate::support::order::Wish;

/// A server for three months whose recipe failed, and whose license was bought for one.
async fn failed(shop: &Shop<'_>) -> String {
    let fault = json!([{ "function": "POST /vm/v3/host/{id}/runrecipe", "what": "recipe_fail" }]);
    shop.app.order_faults(fault).await;
    let wish = Wish { period: "3", ..business("web-1.demo.test") };
    let service = shop.deliver(&shop.client, wish).await;
    shop.app.clear_faults().await;
    assert_eq!(installation(shop, &service).await, "Not installed");
    service
}

on_both! {
    async fn a_license_is_renewed_although_a_failed_recipe_waits_for_a_person(app: TestApp) {
        app.execute("DELETE FROM alignment_rules").await;
        let shop = Shop::open(app).await;
        let service = failed(&shop).await;
        let operation = shop.operation(&service).await;
        let expires = date_of(&shop.licenses()[0], "expiredate");
        app.advance_days(u32::try_from((expires - shop.today()).get_days()).unwrap() - 1).await;
        shop.keep_house().await;
        let renewed = date_of(&shop.licenses()[0], "expiredate");
        assert!(renewed > expires, "{renewed}");
        assert_eq!(shop.charges().len(), 2);
        assert_eq!(rows(&shop.staff.get("/staff/tasks").await).len(), 1, "it still waits");

        shop.press(&shop.staff, &operation, "Retry").await;
        app.drain_operations().await;
        assert_eq!(installation(&shop, &service).await, "Installed");
        assert_eq!(recipes(&shop), [1]);
        shop.nothing_waits().await;
    }

    async fn a_server_whose_recipe_failed_can_be_deleted(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.delete_at_once().await;
        let service = failed(&shop).await;
        shop.delete(&shop.client, &service).await;
        assert_eq!(one(&shop.client.get(&service).await, "h1 .badge"), "Deleted");
        shop.nothing_waits().await;
    }
}
