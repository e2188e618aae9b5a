//! What breaks off a change of panel when the license for it is there already, or wears it away.

use engine::reads;
use serde_json::{Value, json};

use super::swap::pro;
use super::{CHANGE_PLAN, PRO, SWAP, change, on_address, plans, run_up_to, way};
use crate::faults::stage::Stage;
use crate::main_job::reading::{fact, form_with, history, one};
use crate::main_job::shop::{LITE, NO_PANEL, Shop, lite};

const HOST: &str = "web-1.demo.test";

/// Begins a way and does what follows up to the step; the address of the operation.
async fn begin(shop: &Shop<'_>, service: &str, button: &str, step: &str) -> String {
    let form = way(shop, service, PRO, button).await;
    shop.staff.submit(&form.action, &form.pairs()).await;
    let operation = shop.operation(service).await;
    run_up_to(shop.app, &operation, step).await;
    operation
}

async fn give_up(shop: &Shop<'_>, operation: &str) {
    let form = form_with(&shop.staff.get(operation).await, "Give up").with("note", "Another time");
    shop.staff.submit(&form.action, &form.pairs()).await;
}

/// So often, a license is not let off its address.
fn stays(times: u32, error: &str) -> Value {
    let off = json!({ "ip": "0.0.0.0" });
    json!({ "function": "soft.edit", "with": off, "times": times, "what": "refuse", "error": error })
}

async fn panel(shop: &Shop<'_>, service: &str) -> String {
    fact(&shop.staff_service(service).await, "Control panel", "Control panel")
}

/// That the license is gone and its service alerts until it is replaced by one of the new panel, which housekeeping does.
async fn is_replaced(stage: &Stage<'_>, service: &str, operation: &str, orders: usize) {
    let shop = &stage.shop;
    assert_eq!(one(&shop.staff.get(operation).await, "h1 .badge"), "Done");
    assert!(panel(shop, service).await.starts_with(PRO));
    let alerts = reads::coverage_alerts(&shop.app.engine).await.unwrap();
    assert_eq!(alerts[0].reason, domain::term_coverage::GapReason::Deleted, "until then it is an alert");
    stage.keep_house().await;
    shop.is_active(&shop.client, service).await;
    let living = on_address(shop).into_iter().filter(|license| license["status_name"] == "Active");
    assert_eq!(plans(&living.collect::<Vec<_>>()), [55228]);
    let ordered = shop.charges().iter().filter(|charge| charge["kind"] == "order").count();
    assert_eq!(ordered, orders);
    shop.nothing_waits().await;
}

on_both! {
    async fn a_license_that_is_deleted_once_its_plan_is_changed_is_replaced_by_one_of_the_new_plan(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.shop.deliver(&stage.shop.client, lite(HOST)).await;
        let operation = begin(&stage.shop, &service, CHANGE_PLAN, "await_key").await;
        stage.person(json!({ "do": "delete_license", "license": 1001 })).await;
        stage.drain().await;
        is_replaced(&stage, &service, &operation, 2).await;
    }

    async fn a_license_that_is_deleted_once_a_swap_has_bought_it_is_replaced_and_the_old_one_is_in_the_pool(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.shop.deliver(&stage.shop.client, lite(HOST)).await;
        let operation = begin(&stage.shop, &service, SWAP, "await_key").await;
        stage.person(json!({ "do": "delete_license", "license": 1002 })).await;
        stage.drain().await;
        assert_eq!(stage.shop.licenses()[0]["licname"], "free.lic");
        is_replaced(&stage, &service, &operation, 3).await;
    }

    async fn a_license_that_is_deleted_while_a_swap_claims_it_leads_to_another_one(app: TestApp) {
        let stage = Stage::open(app).await;
        let shop = &stage.shop;
        shop.delete_at_once().await;
        let mut others = Vec::new();
        for host in ["web-2.demo.test", "web-3.demo.test"] {
            others.push(shop.deliver(&shop.client2, pro(host)).await);
        }
        for other in others {
            shop.delete(&shop.client2, &other).await;
        }
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        let charges = shop.charges().len();
        let operation = begin(shop, &service, SWAP, "await_key").await;
        let claimed = on_address(shop)[0]["id"].clone();
        stage.person(json!({ "do": "delete_license", "license": claimed })).await;
        stage.drain().await;
        assert_eq!(one(&shop.staff.get(&operation).await, "h1 .badge"), "Done");
        let living = on_address(shop).into_iter().filter(|license| license["status_name"] == "Active");
        assert_eq!(plans(&living.collect::<Vec<_>>()), [55228]);
        assert_eq!(shop.charges().len(), charges);
        shop.is_active(&shop.client, &service).await;
        shop.nothing_waits().await;
    }

    async fn a_swap_that_is_given_up_once_its_license_serves_leaves_the_new_panel(app: TestApp) {
        let stage = Stage::open(app).await;
        let shop = &stage.shop;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        let operation = begin(shop, &service, SWAP, "await_key").await;
        stage.person(json!({ "do": "suspend_license", "license": 1002 })).await;
        stage.wait(20).await;
        assert_eq!(one(&shop.staff.get(&operation).await, "h1 .badge"), "Failed");
        stage.gives_up(&service).await;
        assert!(panel(shop, &service).await.starts_with(PRO), "its license is of that panel");
        assert_eq!((plans(&on_address(shop)), shop.charges().len()), (vec![55228], 2));
        assert_eq!(shop.licenses()[0]["licname"], "free.lic", "the one before is in the pool");
        let happened = history(&shop.staff_service(&service).await);
        assert!(happened.contains(&format!("Panel changed: {LITE} → {PRO} License #2: Swap its license")), "{happened:?}");
        shop.nothing_waits().await;
    }

    async fn a_license_that_may_not_leave_its_address_yet_keeps_a_service_without_a_panel_from_nothing(app: TestApp) {
        let stage = Stage::open(app).await;
        let shop = &stage.shop;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        stage.fault(stays(9, "ip_too_recent")).await;
        change(shop, &service, NO_PANEL, "Take the license away").await;
        assert!(panel(shop, &service).await.starts_with(NO_PANEL));
        assert_eq!(plans(&on_address(shop)), [55227], "it waits for its address");
        let path = format!("/staff{service}/suspend");
        let form = form_with(&shop.staff.get(&path).await, "Suspend").with("reason", "Spam");
        shop.staff.submit(&form.action, &form.pairs()).await;
        stage.drain().await;
        assert_eq!(one(&shop.client.get(&service).await, "h1 .badge"), "Suspended");
        shop.press(&shop.staff, &format!("/staff{service}/resume"), "Resume").await;
        stage.drain().await;
        assert_eq!(one(&shop.client.get(&service).await, "h1 .badge"), "Active");
        change(shop, &service, LITE, "Give it this license").await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((plans(&on_address(shop)), shop.charges().len()), (vec![55227], 1), "taken back where it is");
        app.advance_days(2).await;
        shop.keep_house().await;
        assert_eq!(app.open_operations().await, 0, "its return has nothing to return");
        shop.is_active(&shop.client, &service).await;
        shop.nothing_waits().await;
    }

    async fn a_license_whose_return_is_given_up_is_returned_from_its_page(app: TestApp) {
        let stage = Stage::open(app).await;
        let shop = &stage.shop;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        stage.fault(stays(9, "value")).await;
        change(shop, &service, NO_PANEL, "Take the license away").await;
        let waits = shop.staff.get("/staff/tasks").await;
        let path = waits.attribute("main table td.table__main a[href^='/staff/operations/']", "href").unwrap();
        give_up(shop, &path).await;
        assert_eq!(plans(&on_address(shop)), [55227], "it is held where it is");
        stage.mended().await;
        shop.press(&shop.staff, "/staff/licenses/1", "Return to the pool").await;
        stage.drain().await;
        assert!(on_address(shop).is_empty());
        assert_eq!(shop.licenses()[0]["licname"], "free.lic");
        shop.nothing_waits().await;
    }

    async fn a_refused_change_that_is_given_up_leaves_alone_what_was_done_since(app: TestApp) {
        let stage = Stage::open(app).await;
        let shop = &stage.shop;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        let form = way(shop, &service, PRO, SWAP).await;
        stage.of_order(json!({ "what": "refuse", "error": "value" })).await;
        shop.staff.submit(&form.action, &form.pairs()).await;
        stage.drain().await;
        let refused = shop.operation(&service).await;
        assert_eq!(one(&shop.staff.get(&refused).await, "h1 .badge"), "Failed");
        // Its month is over, and the seven days after that: its license is on its way to the pool.
        app.advance_days(31).await;
        stage.keep_house().await;
        stage.fault(stays(1, "ip_too_recent")).await;
        app.advance_days(7).await;
        stage.keep_house().await;
        assert_eq!(plans(&on_address(shop)), [55227], "it waits for a day");
        give_up(shop, &refused).await;
        app.advance_days(2).await;
        stage.keep_house().await;
        assert_eq!((on_address(shop).len(), &shop.licenses()[0]["licname"]), (0, &json!("free.lic")));
        shop.nothing_waits().await;
    }

    async fn a_swap_after_which_neither_license_is_there_leaves_no_panel_that_somebody_waits_for(app: TestApp) {
        let stage = Stage::open(app).await;
        let shop = &stage.shop;
        let service = shop.deliver(&shop.client, lite(HOST)).await;
        let operation = begin(shop, &service, SWAP, "buy_license").await;
        stage.person(json!({ "do": "delete_license", "license": 1001 })).await;
        app.order_faults(json!([
            { "function": "soft.order.param", "what": "refuse", "error": "value" },
            { "function": "soft.edit", "every": true, "what": "refuse", "error": "missed" },
        ]))
        .await;
        stage.drain().await;
        let page = shop.staff.get(&operation).await;
        assert_eq!(one(&page, "h1 .badge"), "Failed");
        assert!(history(&page).iter().any(|line| line.starts_with("The reserved license is no longer there")), "{:?}", history(&page));
        give_up(shop, &operation).await;
        let status = fact(&shop.staff_service(&service).await, "Control panel", "Status");
        assert_ne!(status, "Control panel pending", "nothing brings it");
        shop.nothing_waits().await;
    }
}
