//! Adding and editing plans.

use axum::http::StatusCode;

use super::{TARIFFS, new_plan, plan_form, send, value, without};
use crate::main_job::reading::{all, form_with, offers, one, rows};
use crate::main_job::shop::Shop;
use crate::support::browser::{CLIENT, STAFF};

on_both! {
    async fn a_plan_is_added_by_its_form_once_and_is_disabled(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = new_plan(&shop.staff, "VPS New").await;
        assert!(value(&form, "key").is_some_and(|key| key.len() > 20), "{form:?}");
        assert_eq!(value(&form, "module_2"), Some("on"), "the only VMmanager is ticked: {form:?}");
        let mut led_to = Vec::new();
        for _ in 0..2 {
            let answer = shop.staff.post_form(&form.action, &form.pairs()).await;
            led_to.push(answer.location().unwrap().to_owned());
        }
        assert_eq!(led_to[0], led_to[1], "sent twice it is one plan");
        let page = shop.staff.get(&led_to[0]).await;
        assert_eq!(one(&page, ".page__title"), "VPS New Disabled");
        let saved = form_with(&page, "Save");
        for (field, stored) in [("cost_1", "9.90"), ("setup_1", "5.00"), ("os_name_1", "Debian-12-x86_64")] {
            assert_eq!(value(&saved, field), Some(stored), "{field}");
        }
        let list = shop.staff.get(&format!("{TARIFFS}?q=vps+new")).await;
        let listed = rows(&list);
        assert_eq!(listed.len(), 1, "{listed:?}");
        assert_eq!(
            listed[0][2..],
            ["VPS New", "VPS", "Demo provider", "VMmanager 6", "9.90 EUR per month", "5", "Disabled"]
        );
    }

    async fn a_refused_form_keeps_everything_that_was_typed(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = without(new_plan(&shop.staff, " ").await, "os_1")
            .with("description", "Typed")
            .with("cost_3", "much")
            .with("setup_6", "1")
            .with("other_months", "18")
            .with("cost_other", "80")
            .with("os_2", "on")
            .with("os_name_2", "Ubuntu LTS")
            .with("os_sort_2", "first")
            .with("suspend_release_days", "9999");
        let before = app.contents().await.0["tariffs"].clone();
        let refused = send(&shop.staff, &form).await;
        for (field, told) in [
            ("name", "Fill this in."),
            ("cost_3", "An amount is a number like 12.50."),
            ("cost_6", "Fill this in."),
            ("suspend_release_days", "A number from 0 to 365 is needed."),
        ] {
            assert_eq!(one(&refused, &format!("#{field}-error")), told, "{field}");
        }
        assert!(all(&refused, "[role=alert] li").iter().any(|line| line.contains("Ubuntu")), "{}", refused.text);
        let again = form_with(&refused, "Add");
        for (name, typed) in form.fields.iter().filter(|(name, _)| name != "key" && name != "name") {
            assert_eq!(value(&again, name), Some(typed.as_str()), "{name}");
        }
        assert_eq!(value(&again, "os_1"), None, "what was not ticked stays so");
        assert_eq!(app.contents().await.0["tariffs"], before);
        let right = again
            .with("name", "VPS 18")
            .with("cost_3", "")
            .with("setup_6", "")
            .with("os_sort_2", "1")
            .with("suspend_release_days", "3");
        let added = send(&shop.staff, &right).await;
        assert_eq!(one(&added, ".page__title"), "VPS 18 Disabled");
        assert_eq!(value(&form_with(&added, "Save"), "cost_18"), Some("80.00"), "another period has a row now");
    }

    async fn what_staff_change_is_what_the_next_client_sees_and_who_ordered_keeps_what_was_sold(app: TestApp) {
        let shop = Shop::open(app).await;
        let ordered = crate::support::order::order(&shop.client, "web-1.demo.test").await;
        app.drain_operations().await;
        let (sold, quote) = (all(&shop.client.get(&ordered).await, ".facts dd"), app.contents().await.0["orders"].clone());
        let form = plan_form(&shop.staff, 1).await
            .with("name", "VPS First")
            .with("description", "Now larger.")
            .with("cost_1", "7.77")
            .with("cpu_number", "3")
            .with("ram_mib", "3072")
            .with("os_name_1", "Debian twelve")
            .with("delete_mode", "at_once");
        for _ in 0..2 {
            let saved = send(&shop.staff, &form).await;
            assert_eq!(one(&saved, "[role=status]"), "VPS First is saved. The next client sees it.");
        }
        let offers = shop.client2.get("/order").await;
        assert!(offers.text.contains("VPS First") && offers.text.contains("7.77 EUR"), "{}", offers.text);
        let order = shop.client2.get("/order/1").await;
        assert!(order.text.contains("Debian twelve"), "{}", order.text);
        assert_eq!(all(&shop.client.get(&ordered).await, ".facts dd"), sold);
        assert_eq!(app.contents().await.0["orders"], quote);
        let kept = shop.client.get(&format!("{ordered}/delete")).await;
        assert!(!crate::main_job::reading::offers(&kept, "Delete the server now"), "it was sold with its paid time");
        let told = rows(&shop.staff.get(&format!("{TARIFFS}/1/history")).await);
        assert_eq!(told.len(), 1, "sent twice it is one change: {told:?}");
        assert_eq!(told[0][1], "Demo staff");
        for line in ["Name: VPS Start → VPS First", "Cost, 1 month: 4.90 EUR → 7.77 EUR", "Processors: 1 → 3"] {
            assert!(told[0][3].contains(line), "{line}: {told:?}");
        }
    }

    async fn two_staff_who_edit_one_plan_see_what_the_other_stored(app: TestApp) {
        let shop = Shop::open(app).await;
        let first = plan_form(&shop.staff, 1).await.with("name", "First");
        let second = plan_form(&shop.staff, 1).await.with("name", "Second").with("cost_12", "50");
        send(&shop.staff, &first).await;
        let refused = send(&shop.staff, &second).await;
        assert!(one(&refused, ".flash--danger").contains("Demo staff changed this"), "{}", refused.text);
        let again = form_with(&refused, "Save");
        assert_eq!((value(&again, "name"), value(&again, "cost_12")), (Some("Second"), Some("50")));
        assert!(refused.text.contains("First"), "what is stored now is shown");
        let saved = send(&shop.staff, &again).await;
        assert_eq!(one(&saved, ".page__title"), "Second Enabled");
    }

    async fn the_currency_of_a_plan_with_prices_is_fixed_and_says_why(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&format!("{TARIFFS}/1")).await;
        assert!(page.attribute("#currency", "disabled").is_some());
        assert!(one(&page, "#currency-help").starts_with("Fixed: the prices and orders of this plan"));
        let refused = send(&shop.staff, &plan_form(&shop.staff, 1).await.with("currency", "USD")).await;
        assert_eq!(one(&refused, "#currency-error"), "It cannot be changed any more.");
    }

    async fn a_list_is_searched_filtered_and_sorted_in_its_address(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let names = async |query: &str| all(&staff.get(&format!("{TARIFFS}{query}")).await, "td.table__main");
        assert_eq!(names("").await, ["VPS Start", "VPS Business", "VPS Max", "VPS Classic"]);
        assert_eq!(names("?sort=-cost").await, ["VPS Max", "VPS Business", "VPS Classic", "VPS Start"]);
        assert_eq!(names("?state=disabled").await, ["VPS Classic"]);
        assert_eq!(names("?q=max").await, ["VPS Max"]);
        assert!(names("?q=nothing").await.is_empty());
        assert_eq!(names("?page=2").await.len(), 0);
        let client = app.logged_in(CLIENT).await;
        assert_eq!(client.get(TARIFFS).await.status, StatusCode::FORBIDDEN);
        assert!(offers(&staff.get(TARIFFS).await, "Import"));
    }
}
