//! Suspending a module, its two switches, and checking its connection.

use serde_json::json;

use super::wizard::MODULES;
use crate::main_job::reading::{all, form_with, offers, one, rows};
use crate::main_job::shop::{NO_PANEL, Shop, lite};
use crate::support::order::Wish;

/// What waits would not look again by itself for long.
const NOT_FOR_AN_HOUR: &str = "UPDATE operations SET run_at = run_at + 3600000 WHERE state = 'ready'";

on_both! {
    async fn a_suspended_module_makes_an_order_wait_and_resuming_it_lets_the_order_go_on(app: TestApp) {
        let shop = Shop::open(app).await;
        let wish = Wish { panel: NO_PANEL, ..lite("web-1.demo.test") };
        let service = wish.order(&shop.client).await;
        let page = shop.press(&shop.staff, &format!("{MODULES}/2"), "Suspend").await;
        assert_eq!(one(&page, ".flash"), "The module is suspended. What needs it waits until it is resumed.");
        app.drain_operations().await;
        let vms = || app.sandbox_state()["vms"].as_array().map_or(0, Vec::len);
        assert_eq!(vms(), 0, "nothing is sent to a suspended module");
        app.execute(NOT_FOR_AN_HOUR).await;
        let page = shop.press(&shop.staff, &format!("{MODULES}/2"), "Resume").await;
        assert_eq!(one(&page, ".flash"), "The module works again. What waited for it goes on.");
        app.drain_operations().await;
        assert_eq!(one(&shop.client.get(&service).await, ".page__title .badge"), "Active");
    }

    async fn with_no_purchases_an_order_waits_for_its_license_until_they_are_allowed_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let off = [("id", "1"), ("what", "purchases"), ("to", "off"), ("from", "")];
        for _ in 0..2 {
            let page = shop.staff.submit("/fn/switch_module", &off).await;
            assert!(one(&page, ".flash").starts_with("No purchases"), "{}", page.text);
        }
        assert!(rows(&shop.staff.get(MODULES).await)[0][8].contains("No purchases"));
        let service = lite("web-1.demo.test").order(&shop.client).await;
        app.drain_operations().await;
        assert_eq!(shop.licenses().len(), 0, "nothing is bought");
        app.execute(NOT_FOR_AN_HOUR).await;
        let on = [("id", "1"), ("what", "purchases"), ("to", "on"), ("from", "module")];
        shop.staff.submit("/fn/switch_module", &on).await;
        app.drain_operations().await;
        assert_eq!(shop.licenses().len(), 1);
        assert!(!shop.key(&shop.client, &service).await.is_empty());
    }

    async fn checking_a_connection_shows_the_report_with_its_time_on_the_modules_page(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&format!("{MODULES}/1")).await;
        assert!(one(&page, ".split__side").contains("Check the connection to see"), "{}", page.text);
        let page = shop.press(&shop.staff, &format!("{MODULES}/1"), "Check connection").await;
        assert_eq!(one(&page, ".flash"), "The connection is good.");
        let side = one(&page, ".split__side");
        assert!(side.contains("Right to order licenses OK") && side.contains("Last check 2"), "{side}");

        app.order_faults(json!([{ "function": "whoami", "what": "http_500" }])).await;
        let page = shop.press(&shop.staff, &format!("{MODULES}/1"), "Check connection").await;
        assert_eq!(one(&page, ".flash"), "The check found a problem.");
        assert_eq!(all(&page, ".note--danger").len(), 1, "{}", page.text);
        app.clear_faults().await;
        // The list says so too.
        assert!(rows(&shop.staff.get(MODULES).await)[0][8].contains("HTTP status 500"));
    }

    async fn a_license_server_set_to_the_shortest_renews_for_a_month_what_is_paid_for_a_year(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = form_with(&shop.staff.get(&format!("{MODULES}/1")).await, "Save").with("shortest_renewals", "on");
        shop.staff.submit(&form.action, &form.pairs()).await;
        let wish = Wish { period: "12", ..lite("web-1.demo.test") };
        let service = shop.deliver(&shop.client, wish).await;
        let form = form_with(&shop.client.get(&format!("{service}/renew")).await, "Renew now").with("period", "12");
        shop.client.submit(&form.action, &form.pairs()).await;
        app.advance_days(363).await;
        shop.keep_house().await;
        let months: Vec<_> = shop.charges().iter().map(|charge| charge["period"].clone()).collect();
        assert_eq!(months, [json!(12), json!(1)], "bought for a year, renewed for a month");
    }

    async fn a_module_in_use_is_not_deleted_and_the_page_says_by_what(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&format!("{MODULES}/1/delete")).await;
        assert!(!offers(&page, "Delete the module"), "{}", page.text);
        assert_eq!(page.attribute("main .card li a", "href").unwrap(), format!("{MODULES}/2"));
        let answer = shop.staff.submit("/fn/delete_module", &[("id", "1")]).await;
        assert!(one(&answer, ".card__title").contains("cannot be deleted"), "{}", answer.text);
        assert_eq!(rows(&shop.staff.get(MODULES).await).len(), 2);
    }

    async fn the_toolbar_does_what_its_button_says_to_the_chosen_row(app: TestApp) {
        let shop = Shop::open(app).await;
        let list = shop.staff.get(MODULES).await;
        let toolbar = form_with(&list, "Edit");
        let chosen = toolbar.clone().with("id", "2").with("go", "history");
        let page = shop.staff.submit(&chosen.action, &chosen.pairs()).await;
        assert_eq!(one(&page, ".page__title"), "History");
        let none = shop.staff.submit("/fn/suspend_module", &[]).await;
        assert_eq!(one(&none, ".flash"), "Choose a row of the list first.");
        let page = shop.staff.submit("/fn/suspend_module", &[("id", "2")]).await;
        assert!(rows(&page)[1][8].contains("Suspended"), "{}", page.text);
        shop.staff.submit("/fn/resume_module", &[("id", "2")]).await;
    }

    async fn the_list_is_searched_and_sorted_in_the_address(app: TestApp) {
        let shop = Shop::open(app).await;
        let names = async |query: &str| -> Vec<String> {
            let page = shop.staff.get(&format!("{MODULES}{query}")).await;
            rows(&page).iter().map(|row| row[2].split(' ').next().unwrap().to_owned()).collect()
        };
        assert_eq!(names("").await, ["License", "VMmanager"]);
        assert_eq!(names("?sort=-sort").await, ["VMmanager", "License"]);
        assert_eq!(names("?q=ADMIN@").await, ["VMmanager"], "the user counts too");
        assert_eq!(names("?state=suspended").await, Vec::<String>::new());
    }
}
