//! A purchase without a clear answer waits for a person, who decides it once.

use serde_json::json;

use super::reading::{all, fact, form_with, history, offers, one, rows};
use super::shop::{Shop, lite, more_than_a_month_after};
use crate::support::browser::Page;
use crate::support::crawl::Form;

const ORDER_AGAIN: &str = "It was not bought: order again";
const UNDECIDED: &str = "The purchase got no clear answer and its license was not found. A person decides.";

on_both! {
    async fn a_purchase_that_was_not_made_is_ordered_again_once(app: TestApp) {
        let shop = Shop::open(app).await;
        let (service, path) = undecided(&shop).await;
        let page = shop.staff.get(&path).await;
        assert!(fact(&page, "Purchase", "Marker").starts_with("kp-"));
        assert_eq!(fact(&page, "Purchase", "Plan"), "55227");
        assert_eq!(fact(&page, "Purchase", "Period"), "12 months");
        assert_eq!(fact(&page, "Purchase", "Why this period"), "a rule: 1 month is ordered as 12 months");
        assert_eq!(fact(&page, "Purchase", "Address"), shop.address());
        assert_eq!(fact(&page, "Purchase", "License name"), "Item #1 addon web-1.demo.test");
        assert_eq!(fact(&page, "Purchase", "Expected price"), "56.70 EUR");
        assert!(page.text.contains("The license server shows no license that was not there before."));
        assert!(!offers(&page, "Retry"), "a retry would buy blindly");
        let form = form_with(&page, ORDER_AGAIN);

        assert_eq!(told(&decide(&shop, &form).await), "Decided; the operation goes on.");
        is_decided(&shop, &form).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1));
        is_decided(&shop, &form).await;
        app.drain_operations().await;
        assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1));
        is_recorded(&shop, &path, "Decided: it was not bought; it is ordered again by Demo staff").await;
    }

    async fn a_purchase_that_was_made_otherwise_is_taken_by_its_number_once(app: TestApp) {
        let shop = Shop::open(app).await;
        let (service, path) = undecided(&shop).await;
        shop.order_by_hand("by hand", "198.18.0.9").await;
        shop.by_hand(&[("func", "soft.suspend"), ("elid", "1001")]).await;
        let page = shop.press(&shop.staff, &path, "Refresh").await;
        let effects = all(&page, ".confirm__effects li");
        let differs = "It differs from what was ordered: it has no marker; its name is “by hand”; its address is 198.18.0.9.";
        for effect in [
            differs,
            "It is taken for this service; nothing is bought.",
            "The license is read, then renamed and given the service's address if they differ.",
        ] {
            assert!(effects.iter().any(|line| line == effect), "{effect}: {effects:?}");
        }
        let form = form_with(&page, "It is license #1001");
        let other = form.clone().with("license", "1");
        let refused = "The license server does not list this license, it is of another plan, or it is in use already.";
        assert_eq!(told(&decide(&shop, &other).await), refused);

        assert_eq!(told(&decide(&shop, &form).await), "Decided; the operation goes on.");
        is_decided(&shop, &form).await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        let licenses = shop.licenses();
        assert_eq!((licenses.len(), shop.charges().len()), (1, 1), "{licenses:?}");
        assert_eq!(licenses[0]["ip"], shop.address().as_str(), "{licenses:?}");
        assert_eq!(licenses[0]["licname"], "Item #1 addon web-1.demo.test", "{licenses:?}");
        assert_eq!(licenses[0]["status_name"], "Active", "{licenses:?}");
        assert!(shop.key(&shop.client, &service).await.starts_with("1001-"));
        is_recorded(&shop, &path, "Decided: it is license 1001 by Demo staff").await;
    }

    async fn a_named_license_that_may_not_be_moved_yet_serves_after_a_retry_when_it_may(app: TestApp) {
        let shop = Shop::open(app).await;
        let (service, path) = undecided(&shop).await;
        shop.order_by_hand("by hand", "198.18.0.9").await;
        shop.by_hand(&[("func", "soft.edit"), ("elid", "1001"), ("sok", "ok"), ("ip", "198.18.0.10")]).await;
        let page = shop.press(&shop.staff, &path, "Refresh").await;
        decide(&shop, &form_with(&page, "It is license #1001")).await;
        app.drain_operations().await;
        let next = more_than_a_month_after(shop.today());
        let page = shop.staff.get(&path).await;
        assert_eq!(one(&page, "h1 .badge"), "Failed");
        let why = format!(
            "BILLmanager refused. It said: Field 'real_ipchange' has an invalid value. The IP address may be changed \
             once a month, next on {next}."
        );
        assert_eq!(one(&page, ".note--danger"), why);
        assert_eq!(shop.licenses()[0]["ip"], "198.18.0.10");

        while shop.today() < next {
            app.advance_days(1).await;
        }
        shop.press(&shop.staff, &path, "Retry").await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        let licenses = shop.licenses();
        assert_eq!((licenses.len(), &licenses[0]["ip"]), (1, &shop.address().into()), "{licenses:?}");
        shop.nothing_waits().await;
    }

    async fn a_purchase_is_given_up_with_a_note_once(app: TestApp) {
        let shop = Shop::open(app).await;
        let (service, path) = undecided(&shop).await;
        let form = form_with(&shop.staff.get(&path).await, "Give up");
        let page = decide(&shop, &form).await;
        assert_eq!(one(&page, "#note-error"), "Write a note: why is it given up?");
        assert_eq!(one(&page, "[role=alert]"), "Check one field Note: Write a note: why is it given up?");

        let form = form.with("note", "The client left");
        assert_eq!(told(&decide(&shop, &form).await), "The operation is given up.");
        is_decided(&shop, &form).await;
        app.drain_operations().await;
        let page = shop.staff.get(&path).await;
        assert_eq!(one(&page, "h1 .badge"), "Given up");
        assert_eq!(one(&shop.client.get(&service).await, "h1 .badge"), "Active");
        assert_eq!((shop.licenses().len(), shop.charges().len()), (0, 0));
        is_recorded(&shop, &path, "Decided: the purchase is given up by Demo staff: The client left").await;
    }
}

/// Orders a server whose license gets no clear answer; the addresses of the service and of its operation.
async fn undecided(shop: &Shop<'_>) -> (String, String) {
    shop.app.order_faults(json!([{ "function": "soft.order.param", "what": "close_before" }])).await;
    let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
    let staff_look = "Our staff have been told and look into it. You need not do anything.";
    shop.is_pending(&shop.client, &service, staff_look).await;
    assert_eq!(shop.licenses().len(), 0);
    let tasks = rows(&shop.staff.get("/staff/tasks").await);
    assert_eq!(tasks.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), [UNDECIDED]);
    let path = shop.operation(&service).await;
    let page = shop.staff.get(&path).await;
    assert_eq!(one(&page, "h1 .badge"), "No answer: check");
    assert_eq!(one(&page, "#decide"), "Decide the purchase");
    (service, path)
}

async fn decide(shop: &Shop<'_>, form: &Form) -> Page {
    shop.staff.submit(&form.action, &form.pairs()).await
}

fn told(page: &Page) -> String {
    one(page, ".flash")
}

/// The same form again changes nothing and says why.
async fn is_decided(shop: &Shop<'_>, form: &Form) {
    let before = shop.app.contents().await;
    assert_eq!(told(&decide(shop, form).await), "The purchase is decided already.");
    assert_eq!(shop.app.contents().await, before);
}

/// Who decided what stands on the page, which offers no decision any more.
async fn is_recorded(shop: &Shop<'_>, path: &str, what: &str) {
    let page = shop.staff.get(path).await;
    let happened = history(&page);
    assert_eq!(happened.iter().filter(|line| *line == what).count(), 1, "{what}: {happened:?}");
    for button in [ORDER_AGAIN, "Give up", "It is license #1001"] {
        assert!(!offers(&page, button), "{button} is still offered");
    }
    shop.nothing_waits().await;
}
