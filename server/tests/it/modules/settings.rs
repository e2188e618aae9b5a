//! How a license server is logged in to, and what is done with a purchase that stays unknown.

use serde_json::json;

use super::wizard::MODULES;
use crate::main_job::reading::{form_with, history, offers, one, rows};
use crate::main_job::shop::{Shop, lite};

on_both! {
    async fn a_license_server_set_to_sessions_is_never_sent_the_password_with_a_call(app: TestApp) {
        let shop = Shop::open(app).await;
        set(&shop, "log_in", "session").await;
        let before = shop.license_server_requests().len();
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        shop.is_active(&shop.client, &service).await;
        let requests = shop.license_server_requests();
        let functions: Vec<_> =
            requests[before..].iter().map(|request| request["function"].as_str().unwrap_or_default()).collect();
        assert!(functions.contains(&"auth"), "{functions:?}");
        let page = shop.press(&shop.staff, &format!("{MODULES}/1"), "Check connection").await;
        assert_eq!(one(&page, ".flash"), "The connection is good.");
        let told = shop.staff.get(&format!("{MODULES}/1/history")).await;
        assert!(told.text.contains("Log in") && told.text.contains("session"), "{}", told.text);
    }

    async fn a_purchase_that_was_not_made_is_ordered_again_by_itself_once_where_that_is_set(app: TestApp) {
        let shop = Shop::open(app).await;
        set(&shop, "after_settle", "order_again").await;
        app.order_faults(json!([{ "function": "soft.order.param", "what": "close_before" }])).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1));
        let told = history(&shop.staff_service(&service).await);
        assert!(told.iter().any(|line| line.contains("it is ordered again")), "{told:?}");
        shop.nothing_waits().await;
    }

    async fn the_second_time_within_one_order_a_person_decides(app: TestApp) {
        let shop = Shop::open(app).await;
        set(&shop, "after_settle", "order_again").await;
        app.order_faults(json!([{ "function": "soft.order.param", "what": "close_before", "times": 2 }])).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let page = shop.staff.get(&shop.operation(&service).await).await;
        assert_eq!(one(&page, "h1 .badge"), "No answer: check");
        assert!(offers(&page, "It was not bought: order again"), "{}", page.text);
        assert_eq!(shop.licenses().len(), 0);
        assert_eq!(rows(&shop.staff.get("/staff/tasks").await).len(), 1);
    }

    async fn a_purchase_whose_answer_is_lost_after_it_took_effect_is_adopted_and_never_ordered_again(app: TestApp) {
        let shop = Shop::open(app).await;
        set(&shop, "after_settle", "order_again").await;
        app.order_faults(json!([{ "function": "soft.order.param", "what": "cut_reply" }])).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1));
    }

    async fn by_default_a_person_decides_about_an_unknown_purchase(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = form_with(&shop.staff.get(&format!("{MODULES}/1")).await, "Save");
        let value = |name: &str| form.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
        assert_eq!(value("after_settle").as_deref(), Some("person"));
        assert_eq!(value("log_in").as_deref(), Some("password"));
    }
}

async fn set(shop: &Shop<'_>, name: &str, to: &str) {
    let form = form_with(&shop.staff.get(&format!("{MODULES}/1")).await, "Save").with(name, to);
    shop.staff.submit(&form.action, &form.pairs()).await;
}
