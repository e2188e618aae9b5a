//! Another license takes the place of the one that is there, or that one returns.

use serde_json::{Value, json};

use super::{PRO, SWAP, change, on_address, plans, prices, send, way};
use crate::main_job::reading::{fact, form_with, history, one, rows};
use crate::main_job::shop::{LITE, Shop, lite};
use crate::support::order::Wish;

/// *VPS Start* with *ispmanager 6 pro* for a month.
pub const fn pro(host_name: &str) -> Wish<'_> {
    Wish { panel: PRO, ..lite(host_name) }
}

fn is_free(license: &Value) -> bool {
    license["licname"] == "free.lic" && license["ip"] == "0.0.0.0" && license["status_name"] == "Suspended"
}

/// The free licenses there, by their plans.
fn free(shop: &Shop<'_>) -> Vec<u64> {
    let free: Vec<_> = shop.licenses().into_iter().filter(is_free).collect();
    plans(&free)
}

/// That the service has this panel and its license, and nothing else is on the address.
async fn has(shop: &Shop<'_>, service: &str, panel: &str, plan: u64) {
    assert_eq!(plans(&on_address(shop)), [plan], "never two on one address");
    shop.is_active(&shop.client, service).await;
    let page = shop.staff_service(service).await;
    assert!(fact(&page, "Control panel", "Control panel").starts_with(panel), "{}", page.text);
}

on_both! {
    async fn a_swap_buys_the_new_license_and_returns_the_old_one_to_the_pool(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let key = shop.key(&shop.client, &service).await;
        let form = way(&shop, &service, PRO, SWAP).await;
        send(&shop, &form).await;
        send(&shop, &form).await;
        has(&shop, &service, PRO, 55228).await;
        assert_eq!((free(&shop), shop.charges().len()), (vec![55227], 2));
        assert_ne!(shop.key(&shop.client, &service).await, key);
        let happened = history(&shop.staff_service(&service).await);
        assert!(happened.contains(&format!("Panel changed: {LITE} → {PRO} License #2: Swap its license")), "{happened:?}");
        shop.nothing_waits().await;
    }

    async fn a_swap_takes_a_free_license_and_buys_nothing(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.delete_at_once().await;
        let other = shop.deliver(&shop.client2, pro("web-2.demo.test")).await;
        shop.delete(&shop.client2, &other).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let charges = shop.charges().len();
        change(&shop, &service, PRO, SWAP).await;
        has(&shop, &service, PRO, 55228).await;
        assert_eq!((free(&shop), shop.charges().len()), (vec![55227], charges));
        shop.nothing_waits().await;
    }

    async fn a_swap_whose_new_license_is_refused_returns_the_old_one(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let key = shop.key(&shop.client, &service).await;
        let form = way(&shop, &service, PRO, SWAP).await;
        app.order_faults(json!([{ "function": "soft.order.param", "what": "refuse", "error": "value" }])).await;
        send(&shop, &form).await;
        has(&shop, &service, LITE, 55227).await;
        assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1));
        assert_eq!(shop.key(&shop.client, &service).await, key, "its key works on");
        let path = shop.operation(&service).await;
        let page = shop.staff.get(&path).await;
        assert_eq!(one(&page, "h1 .badge"), "Failed");
        assert!(one(&page, ".note--danger").starts_with("BILLmanager refused."), "{}", page.text);
        let happened = history(&page);
        assert!(happened.contains(&"Its license is back on the address License #1".to_owned()), "{happened:?}");
        assert_eq!(rows(&shop.staff.get("/staff/tasks").await).len(), 1);
        // The change of address that was spent on it keeps it there for a month.
        let form = form_with(&page, "Give up").with("note", "Another time");
        shop.staff.submit(&form.action, &form.pairs()).await;
        has(&shop, &service, LITE, 55227).await;
        shop.nothing_waits().await;
    }

    async fn a_license_that_became_dearer_since_it_was_shown_is_not_bought_until_staff_agree_to_it(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, SWAP).await;
        prices(app, 120);
        send(&shop, &form).await;
        has(&shop, &service, LITE, 55227).await;
        let path = shop.operation(&service).await;
        let page = shop.staff.get(&path).await;
        assert_eq!(one(&page, "h1 .badge"), "Failed");
        let says = "The license server takes 113.40 EUR now, more than the 94.50 EUR that were agreed to; nothing was sent.";
        assert!(one(&page, ".note--danger").starts_with(says), "{}", page.text);
        assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1));
        assert_eq!(rows(&shop.staff.get("/staff/tasks").await).len(), 1);
        shop.press(&shop.staff, &path, "Retry").await;
        app.drain_operations().await;
        has(&shop, &service, PRO, 55228).await;
        assert_eq!((free(&shop), shop.charges().len()), (vec![55227], 2));
        shop.nothing_waits().await;
    }

    async fn a_free_license_that_is_taken_meanwhile_leads_to_no_purchase_that_nobody_confirmed(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.delete_at_once().await;
        let other = shop.deliver(&shop.client2, pro("web-2.demo.test")).await;
        shop.delete(&shop.client2, &other).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, SWAP).await;
        let charges = shop.charges().len();
        // Taken between confirming and doing it.
        shop.staff.submit(&form.action, &form.pairs()).await;
        app.execute("UPDATE licenses SET excluded = 'by staff' WHERE state = 'free'").await;
        app.drain_operations().await;
        has(&shop, &service, LITE, 55227).await;
        assert_eq!(shop.charges().len(), charges);
        let page = shop.staff.get(&shop.operation(&service).await).await;
        assert!(one(&page, ".note--danger").contains("a purchase was not agreed to"), "{}", page.text);

        // Taken between looking and confirming.
        let form = form.with("key", "another-page");
        let answer = shop.staff.submit(&form.action, &form.pairs()).await;
        let why = "This way is not open any more. Look at the ways again.";
        assert!(one(&answer, "[role=alert]").contains(why), "{}", answer.text);
        app.drain_operations().await;
        assert_eq!(shop.charges().len(), charges);
        has(&shop, &service, LITE, 55227).await;
    }

    async fn a_swap_with_an_unknown_purchase_is_decided_and_goes_on(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, SWAP).await;
        crate::change_panel::fault(app, "soft.order.param", "close_before").await;
        send(&shop, &form).await;
        let path = shop.operation(&service).await;
        let page = shop.staff.get(&path).await;
        assert_eq!(one(&page, "#decide"), "Decide the purchase");
        assert!(on_address(&shop).is_empty(), "nothing is put back beside a license that may be there");
        send(&shop, &form_with(&page, "It was not bought: order again")).await;
        has(&shop, &service, PRO, 55228).await;
        assert_eq!((free(&shop), shop.charges().len()), (vec![55227], 2));
        shop.nothing_waits().await;
    }

    async fn a_swap_that_is_given_up_half_way_leaves_no_license_behind(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = way(&shop, &service, PRO, SWAP).await;
        crate::change_panel::fault(app, "soft.order.param", "close_before").await;
        send(&shop, &form).await;
        let page = shop.staff.get(&shop.operation(&service).await).await;
        send(&shop, &form_with(&page, "Give up").with("note", "Enough")).await;
        assert_eq!((on_address(&shop).len(), free(&shop)), (0, vec![55227]));
        let page = shop.staff_service(&service).await;
        assert_eq!(one(&page, "h1 .badge"), "Active");
        // A panel may be given to it again.
        change(&shop, &service, PRO, "Give it this license").await;
        has(&shop, &service, PRO, 55228).await;
        shop.nothing_waits().await;
    }
}
