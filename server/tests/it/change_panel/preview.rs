//! What staff see before they choose a way.

use super::{BY_PLAN, BY_SWAP, CHANGE_PLAN, PRO, SWAP, look};
use crate::main_job::reading::{all, fact, facts, offers, one};
use crate::main_job::shop::{Shop, day, lite, more_than_a_month_after};

on_both! {
    async fn both_ways_are_shown_with_cost_and_changes_of_address_and_nothing_is_done(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let before = app.sandbox_state();
        let page = look(&shop, &service, PRO).await;
        let plan = facts(&page, BY_PLAN);
        assert_eq!(plan["Cost at the license server"], "94.50 EUR", "{plan:?}");
        assert_eq!(plan["Changes of address"], "none", "{plan:?}");
        assert!(plan["Price of its plan now"].starts_with("56.70 EUR"), "{plan:?}");
        let swap = facts(&page, BY_SWAP);
        assert_eq!(swap["Cost at the license server"], "94.50 EUR", "{swap:?}");
        assert_eq!(swap["License"], "none is free: one is bought", "{swap:?}");
        assert!(swap["Changes of address"].starts_with("1:"), "{swap:?}");
        assert_eq!(one(&page, ".badge--ok"), "Recommended");
        assert!(page.text.contains("it spends no change of address"), "{}", page.text);
        let price = fact(&page, "Control panel", "The client's price");
        assert!(price.contains("6.90 EUR") && price.contains("11.50 EUR per month from the next renewal on"), "{price}");
        assert!(price.contains("Nothing is charged now"), "{price}");
        assert!(fact(&page, "Control panel", "Installation").contains("the client is told how to install it"));
        for list in ["licenses", "charges"] {
            assert_eq!(app.sandbox_state()[list], before[list], "looking changes nothing there");
        }
        assert_eq!(app.open_operations().await, 0);
    }

    async fn a_license_of_the_pool_is_recommended_since_it_is_paid_already(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.delete_at_once().await;
        let other = shop.deliver(&shop.client2, crate::change_panel::swap::pro("web-2.demo.test")).await;
        shop.delete(&shop.client2, &other).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let page = look(&shop, &service, PRO).await;
        let swap = facts(&page, BY_SWAP);
        assert_eq!(swap["Cost at the license server"], "nothing: it is paid already", "{swap:?}");
        assert_eq!(swap["License"], "License #1 of the pool", "{swap:?}");
        assert!(swap["Changes of address"].starts_with("2:"), "{swap:?}");
        assert_eq!(one(&page, ".badge--ok"), "Recommended");
        assert!(page.text.contains("the license is paid already"), "{}", page.text);
    }

    async fn a_license_that_may_not_leave_yet_is_swapped_from_a_day_on_and_its_plan_may_change_today(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.delete_at_once().await;
        // What is taken from the pool has spent its change of address.
        let other = shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        shop.delete(&shop.client2, &other).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let page = look(&shop, &service, PRO).await;
        let allowed = day(more_than_a_month_after(shop.today()));
        let against = all(&page, "#swap .note--warn li");
        assert_eq!(against, [format!("the license that is there may not leave the address before {allowed}")]);
        assert_eq!(facts(&page, BY_SWAP)["Next change allowed"], allowed);
        assert!(offers(&page, CHANGE_PLAN) && !offers(&page, SWAP));
        assert!(page.text.contains("the only way that is open now"), "{}", page.text);
    }

    async fn a_panel_with_other_add_ons_is_no_change_of_plan_and_a_license_server_that_is_down_says_so(app: TestApp) {
        let shop = Shop::open(app).await;
        let wish = crate::support::order::Wish { plan: "VPS Max", ..lite("web-1.demo.test") };
        let service = shop.deliver(&shop.client, wish).await;
        let page = look(&shop, &service, "ispmanager 6 business").await;
        let against = all(&page, "#plan_change .note--warn li");
        assert_eq!(against, ["the new panel is ordered with other add-ons, which a change of plan cannot name"]);
        assert!(offers(&page, SWAP));
        let page = look(&shop, &service, "BILLmanager 6 month").await;
        assert_eq!(all(&page, "#plan_change .note--warn li"), ["the license server does not offer it for this license"]);
        crate::change_panel::fault(app, "soft", "http_500").await;
        let page = look(&shop, &service, PRO).await;
        assert!(one(&page, "[role=alert]").contains("The license server did not answer as it should"), "{}", page.text);
        assert_eq!(all(&page, "#plan_change .note--warn li"), ["the license server was not asked yet"]);
    }

    async fn only_staff_change_a_panel(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let form = crate::change_panel::way(&shop, &service, PRO, CHANGE_PLAN).await;
        let before = app.contents().await;
        for browser in [&shop.client, &shop.client2] {
            let page = browser.get(&format!("/staff{service}/panel")).await;
            assert!(!page.text.contains("Show the ways"), "{}", page.text);
            browser.submit(&form.action, &form.pairs()).await;
            browser.submit("/fn/look_at_panel", &form.pairs()).await;
        }
        assert_eq!(app.contents().await.1, before.1);
        assert_eq!(app.open_operations().await, 0, "nothing was begun");
    }
}
