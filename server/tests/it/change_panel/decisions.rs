//! A change of plan without a clear answer waits for a person, who decides it once.

use serde_json::json;

use super::{CHANGE, CHANGE_PLAN, PRO, change, fault, on_address, plans};
use crate::main_job::reading::{fact, form_with, history, offers, one, rows};
use crate::main_job::shop::{LITE, Shop, lite};
use crate::support::browser::Page;
use crate::support::crawl::Form;

const MADE: &str = "It was changed";
const AGAIN: &str = "It was not: change again";

/// A change of plan that was not made and got no answer; the addresses of the service and of its operation.
async fn undecided(shop: &Shop<'_>) -> (String, String) {
    let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
    fault(shop.app, CHANGE, "close_before").await;
    change(shop, &service, PRO, CHANGE_PLAN).await;
    let path = shop.operation(&service).await;
    let page = shop.staff.get(&path).await;
    assert_eq!(one(&page, "h1 .badge"), "No answer: check");
    assert_eq!(one(&page, "#decide"), "Decide the change of plan");
    assert_eq!(fact(&page, "Change of plan", "Plan before"), "55227");
    assert_eq!(fact(&page, "Change of plan", "New plan"), "55228");
    assert_eq!(fact(&page, "Change of plan", "Expected price"), "94.50 EUR");
    assert_eq!(fact(&page, "What is there now", "Plan"), "55227");
    assert_eq!(shop.charges().len(), 1);
    (service, path)
}

async fn decide(shop: &Shop<'_>, form: &Form) -> Page {
    let page = shop.staff.submit(&form.action, &form.pairs()).await;
    shop.app.drain_operations().await;
    page
}

on_both! {
    async fn a_change_that_was_not_made_is_made_again_once(app: TestApp) {
        let shop = Shop::open(app).await;
        let (service, path) = undecided(&shop).await;
        let page = shop.staff.get(&path).await;
        assert!(!offers(&page, "Retry"), "a retry would change blindly");
        let made = form_with(&page, MADE);
        let said = one(&decide(&shop, &made).await, ".flash");
        assert_eq!(said, "The license server shows plan 55227: it was not changed.");
        let again = form_with(&page, AGAIN);
        assert_eq!(one(&decide(&shop, &again).await, ".flash"), "Decided; the operation goes on.");
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55228], 2));
        assert_eq!(one(&decide(&shop, &again).await, ".flash"), "The change of plan is decided already.");
        assert_eq!(shop.charges().len(), 2);
        let page = shop.staff_service(&service).await;
        assert!(fact(&page, "Control panel", "Control panel").starts_with(PRO), "{}", page.text);
        let happened = history(&shop.staff.get(&path).await);
        let decided = "Decided: the plan was not changed; it is changed again by Demo staff";
        assert!(happened.iter().any(|line| line.starts_with(decided)), "{happened:?}");
        shop.nothing_waits().await;
    }

    async fn a_change_that_was_made_late_is_seen_and_not_sent_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let (_, path) = undecided(&shop).await;
        let id = shop.licenses()[0]["id"].to_string();
        shop.by_hand(&[("func", CHANGE), ("elid", &id), ("pricelist", "55228"), ("sok", "ok")]).await;
        let page = shop.staff.get(&path).await;
        let said = one(&decide(&shop, &form_with(&page, AGAIN)).await, ".flash");
        assert_eq!(said, "The license server shows plan 55228: it was changed. Look again.");
        assert_eq!(shop.charges().len(), 2);
        decide(&shop, &form_with(&page, MADE)).await;
        assert_eq!(one(&shop.staff.get(&path).await, "h1 .badge"), "Done");
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55228], 2));
        shop.nothing_waits().await;
    }

    async fn a_change_that_was_made_late_is_found_by_looking_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let (_, path) = undecided(&shop).await;
        decide(&shop, &form_with(&shop.staff.get(&path).await, "Look again")).await;
        assert_eq!(one(&shop.staff.get(&path).await, "h1 .badge"), "No answer: check");
        let id = shop.licenses()[0]["id"].to_string();
        shop.by_hand(&[("func", CHANGE), ("elid", &id), ("pricelist", "55228"), ("sok", "ok")]).await;
        decide(&shop, &form_with(&shop.staff.get(&path).await, "Look again")).await;
        assert_eq!(one(&shop.staff.get(&path).await, "h1 .badge"), "Done");
        assert_eq!(shop.charges().len(), 2);
        shop.nothing_waits().await;
    }

    async fn a_change_is_given_up_with_a_note_and_the_panel_stays(app: TestApp) {
        let shop = Shop::open(app).await;
        let (service, path) = undecided(&shop).await;
        let form = form_with(&shop.staff.get(&path).await, "Give up");
        assert_eq!(one(&decide(&shop, &form).await, "#note-error"), "Write a note: why is it given up?");
        decide(&shop, &form.with("note", "The client changed their mind")).await;
        assert_eq!(one(&shop.staff.get(&path).await, "h1 .badge"), "Given up");
        assert_eq!((plans(&on_address(&shop)), shop.charges().len()), (vec![55227], 1));
        shop.is_active(&shop.client, &service).await;
        let page = shop.staff_service(&service).await;
        assert!(fact(&page, "Control panel", "Control panel").starts_with(LITE), "{}", page.text);
        shop.nothing_waits().await;
    }

    async fn a_client_decides_nothing(app: TestApp) {
        let shop = Shop::open(app).await;
        let (_, path) = undecided(&shop).await;
        let form = form_with(&shop.staff.get(&path).await, AGAIN);
        shop.client.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        assert_eq!(shop.charges().len(), 1);
        let waits = rows(&shop.staff.get("/staff/tasks").await);
        assert_eq!(waits.len(), 1, "{waits:?}");
        let note = json!("end of the test").to_string();
        decide(&shop, &form_with(&shop.staff.get(&path).await, "Give up").with("note", &note)).await;
    }
}
