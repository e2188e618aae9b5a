//! The license may not follow: another one is taken or bought, and the one that stays behind returns to the pool.

use serde_json::{Value, json};

use super::{FOLLOW, NEW, NEWER, address_of, by_hand, follow, licenses_on, read_again, readdress};
use crate::main_job::reading::{all, form_with, history, one, rows};
use crate::main_job::shop::{Shop, day, lite, more_than_a_month_after};

/// A server whose license has spent its change of address today.
async fn moved_once(shop: &Shop<'_>) -> String {
    let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
    readdress(shop, &service, NEW).await;
    follow(shop, &service).await;
    assert_eq!(address_of(shop, &service).await, NEW);
    service
}

fn is_free(license: &Value) -> bool {
    license["licname"] == "free.lic" && license["ip"] == "0.0.0.0" && license["status_name"] == "Suspended"
}

on_both! {
    async fn a_license_that_may_not_follow_yet_is_replaced_from_the_pool_and_returns_to_it(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.delete_at_once().await;
        let service = moved_once(&shop).await;
        let other = shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        shop.delete(&shop.client2, &other).await;
        let free = shop.licenses().into_iter().find(is_free).expect("one is in the pool");
        let (old_key, charged) = (shop.key(&shop.client, &service).await, shop.charges().len());

        readdress(&shop, &service, NEWER).await;
        let page = read_again(&shop, &service).await;
        let effects = all(&page, ".confirm__effects li");
        let allowed = day(more_than_a_month_after(shop.today()));
        assert!(effects[1].starts_with(&format!("The license's address may not be changed before {allowed}.")), "{effects:?}");
        assert!(effects[2].contains(&format!("free license #{}", free["id"])), "{effects:?}");
        assert_eq!(one(&page, ".confirm__cost"), "Cost at the license server nothing");
        follow(&shop, &service).await;

        assert_eq!(address_of(&shop, &service).await, NEWER);
        shop.is_active(&shop.client, &service).await;
        let there = licenses_on(&shop, NEWER);
        assert_eq!((there.len(), &there[0]["id"]), (1, &free["id"]), "the free one serves the new address");
        assert_ne!(shop.key(&shop.client, &service).await, old_key);
        assert_eq!(shop.licenses().iter().filter(|license| is_free(license)).count(), 1, "the old one is free");
        assert_eq!(shop.charges().len(), charged, "nothing is bought");
        let happened = history(&shop.staff_service(&service).await);
        let left = format!("The license stays behind on {NEW} and returns to the pool License #1: its address may not be changed before {allowed}");
        assert!(happened.contains(&left), "{happened:?}");
        let told = history(&shop.client.get(&service).await);
        assert!(told.iter().all(|line| !line.to_lowercase().contains("pool")), "{told:?}");
        shop.nothing_waits().await;
    }

    async fn a_license_that_may_not_follow_yet_is_replaced_by_a_purchase_if_none_is_free(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = moved_once(&shop).await;
        readdress(&shop, &service, NEWER).await;
        let page = read_again(&shop, &service).await;
        assert!(one(&page, ".confirm__cost").starts_with("Cost at the license server "), "{}", page.text);
        assert!(all(&page, ".confirm__effects li")[2].contains("none is free, so one is bought for 12 months."));
        follow(&shop, &service).await;
        assert_eq!(address_of(&shop, &service).await, NEWER);
        shop.is_active(&shop.client, &service).await;
        assert_eq!(shop.charges().len(), 2);
        assert_eq!((licenses_on(&shop, NEWER).len(), shop.licenses().len()), (1, 2));
        assert_eq!(shop.licenses().iter().filter(|license| is_free(license)).count(), 1, "the old one is free");
        shop.nothing_waits().await;
    }

    async fn a_change_that_is_refused_as_too_recent_takes_another_license(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        readdress(&shop, &service, NEW).await;
        let form = form_with(&read_again(&shop, &service).await, FOLLOW);
        let rule = json!([{ "function": "soft.edit", "with": { "sok": "ok", "ip": NEW }, "what": "refuse", "error": "ip_too_recent" }]);
        app.order_faults(rule).await;
        shop.staff.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        assert_eq!(address_of(&shop, &service).await, NEW);
        shop.is_active(&shop.client, &service).await;
        assert_eq!((licenses_on(&shop, NEW).len(), shop.charges().len()), (1, 2));
        let happened = history(&shop.staff_service(&service).await);
        assert!(happened.iter().any(|line| line.contains("It said: ") && line.contains("once a month")), "{happened:?}");
        shop.nothing_waits().await;
    }

    async fn what_stays_behind_waits_for_its_day_and_keeps_nothing_else_waiting(app: TestApp) {
        app.execute("DELETE FROM alignment_rules").await;
        let shop = Shop::open(app).await;
        app.order_faults(json!({ "about": "a release counts", "settings": { "release_counts": true }, "rule": [] })).await;
        let service = moved_once(&shop).await;
        let allowed = more_than_a_month_after(shop.today());
        readdress(&shop, &service, NEWER).await;
        follow(&shop, &service).await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((licenses_on(&shop, NEW).len(), licenses_on(&shop, NEWER).len()), (1, 1));
        let said = format!("Waits for its address until {}", day(allowed));
        let happened = history(&shop.staff_service(&service).await);
        assert!(happened.iter().any(|line| line.starts_with(&said)), "{happened:?}");

        // The client deletes the server meanwhile; both licenses return, each in its time.
        shop.delete_at_once().await;
        shop.delete(&shop.client, &service).await;
        assert_eq!(one(&shop.client.get(&service).await, "h1 .badge"), "Deleted");
        app.advance_days(u32::try_from((allowed - shop.today()).get_days()).unwrap_or(40).max(40)).await;
        app.drain_operations().await;
        app.clear_faults().await;
        assert!(licenses_on(&shop, NEW).is_empty() && licenses_on(&shop, NEWER).is_empty(), "{:?}", shop.licenses());
        shop.nothing_waits().await;
    }

    async fn a_free_license_on_the_new_address_is_taken_first(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        readdress(&shop, &service, NEW).await;
        shop.order_by_hand("somebody's", NEW).await;
        let bought = shop.charges().len();
        follow(&shop, &service).await;
        assert_eq!(address_of(&shop, &service).await, NEW);
        shop.is_active(&shop.client, &service).await;
        let there = licenses_on(&shop, NEW);
        assert_eq!(there.len(), 1);
        assert!(there[0]["licname"].as_str().unwrap().starts_with("Item #"), "{there:?}");
        assert_eq!(shop.charges().len(), bought);
        assert_eq!(shop.licenses().iter().filter(|license| is_free(license)).count(), 1, "the old one is free");
        shop.nothing_waits().await;
    }

    async fn a_license_that_a_person_moved_elsewhere_is_not_moved_back_without_being_seen(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let known = shop.address();
        readdress(&shop, &service, NEW).await;
        let form = form_with(&read_again(&shop, &service).await, FOLLOW);
        by_hand(app, json!({ "do": "readdress_license", "license": "newest", "ip": NEWER })).await;
        shop.staff.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        assert_eq!((address_of(&shop, &service).await, licenses_on(&shop, NEWER).len()), (known, 1));
        let waits = rows(&shop.staff.get("/staff/tasks").await);
        assert!(waits[0].iter().any(|cell| cell.contains("somebody moved it there")), "{waits:?}");

        // Who has seen it on the page may have it follow from there.
        let operation = shop.operation(&service).await;
        let give_up = form_with(&shop.staff.get(&operation).await, "Give up").with("note", "read again");
        shop.staff.submit(&give_up.action, &give_up.pairs()).await;
        follow(&shop, &service).await;
        assert_eq!((address_of(&shop, &service).await.as_str(), licenses_on(&shop, NEW).len()), (NEW, 1));
        shop.nothing_waits().await;
    }

    async fn an_address_that_is_refused_is_for_a_person_and_nothing_is_bought(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let known = shop.address();
        readdress(&shop, &service, NEW).await;
        let form = form_with(&read_again(&shop, &service).await, FOLLOW);
        let refused = |function: &str, with: Value| json!({ "function": function, "with": with, "what": "refuse", "error": "ip_taken" });
        let rules = json!([refused("soft.edit", json!({ "sok": "ok", "ip": NEW })), refused("soft.checkip", json!({}))]);
        app.order_faults(rules).await;
        shop.staff.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        app.clear_faults().await;
        assert_eq!((address_of(&shop, &service).await, shop.charges().len()), (known, 1));
        let waits = rows(&shop.staff.get("/staff/tasks").await);
        assert!(waits[0].iter().any(|cell| cell.contains(&format!("refuses the address {NEW}"))), "{waits:?}");
        let operation = shop.operation(&service).await;
        shop.press(&shop.staff, &operation, "Retry").await;
        app.drain_operations().await;
        assert_eq!((address_of(&shop, &service).await.as_str(), shop.charges().len()), (NEW, 1));
        shop.nothing_waits().await;
    }
}
