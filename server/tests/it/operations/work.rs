//! How much needs a person, in the navigation of every staff page.

use axum::http::StatusCode;
use serde_json::json;

use super::super::events::{change, open};
use crate::change_address::by_hand;
use crate::main_job::reading::{all, form_with, one, rows};
use crate::main_job::shop::{Shop, lite};

on_both! {
    async fn the_count_in_the_navigation_changes_without_a_reload(app: TestApp) {
        let shop = Shop::open(app).await;
        assert_eq!(shop.staff.get("/staff/pool").await.words("#needs-person").as_deref(), Some(""));
        let mut stream = open(&shop.staff, "/events/work").await;
        assert_eq!(change(&mut stream).await, "0");
        app.order_faults(json!([{ "function": "soft.order.param", "what": "close_before" }])).await;
        shop.deliver(&shop.client, lite("count.demo.test")).await;
        assert_eq!(change(&mut stream).await, "1");
        for page in ["/staff/needs-person", "/staff/pool", "/staff/operations"] {
            assert_eq!(shop.staff.get(page).await.words("#needs-person").as_deref(), Some("1"), "{page}");
        }
        assert_eq!(app.stranger().get("/events/work").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(shop.client.get("/events/work").await.status, StatusCode::NOT_FOUND);
    }

    async fn licenses_that_will_be_missing_and_charges_that_nothing_explains_are_counted_too(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.deliver(&shop.client, lite("count.demo.test")).await;
        by_hand(app, json!({ "do": "renew_license", "license": "newest", "period": 1 })).await;
        for _ in 0..3 {
            shop.keep_house().await;
        }
        let count = async || shop.staff.get("/staff/needs-person").await.words("#needs-person").unwrap_or_default();
        let also = async || all(&shop.staff.get("/staff/tasks").await, "#also li a");
        assert_eq!(count().await, "1");
        assert_eq!(also().await, ["1 charge that nothing explains"]);
        let mut stream = open(&shop.staff, "/events/work").await;
        assert_eq!(change(&mut stream).await, "1");

        app.execute("UPDATE licenses SET remote_status = 'deleted'").await;
        assert_eq!(count().await, "2");
        assert_eq!(
            also().await,
            ["1 license that will be missing and that nobody works on", "1 charge that nothing explains"]
        );
        let dashboard = shop.staff.get("/staff").await;
        assert_eq!(all(&dashboard, ".tile--warn").len(), 2, "neither is a task: {}", dashboard.text);

        let list = shop.staff.get("/staff/purchases").await;
        let path = list.attribute("td a[href$='/acknowledge']", "href").unwrap();
        let form = form_with(&shop.staff.get(&path).await, "Acknowledge").with("note", "Renewed for a test");
        assert_eq!(one(&shop.staff.submit(&form.action, &form.pairs()).await, ".flash"), "The charge is acknowledged.");
        app.execute("UPDATE licenses SET remote_status = 'active'").await;
        assert_eq!((count().await, also().await.len()), (String::new(), 0));
    }

    async fn the_dashboard_groups_what_needs_a_person_by_its_reason(app: TestApp) {
        let shop = Shop::open(app).await;
        app.order_faults(json!([{ "function": "soft.order.param", "what": "close_before", "times": 2 }])).await;
        shop.deliver(&shop.client, lite("one.demo.test")).await;
        shop.deliver(&shop.client2, lite("two.demo.test")).await;
        let page = shop.staff.get("/staff").await;
        assert_eq!(rows(&page)[0][..2], ["Purchase undecided", "2"]);
        let link = page.attribute("main table a[href^='/staff/tasks?reason=']", "href").unwrap();
        assert_eq!(rows(&shop.staff.get(&link).await).len(), 2);
        assert!(all(&page, "#needs-person").contains(&"2".to_owned()));
    }
}
