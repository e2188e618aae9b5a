//! The configuration check: every fault has a link to the field that mends it, and an error keeps a tariff off.

use crate::support::browser::{CLIENT, STAFF, TestClient};

const CHECK: &str = "/staff/products/configuration-check";

on_both! {
    async fn a_dead_plan_code_is_an_error_beside_a_link_to_its_value(app: TestApp) {
        app.engine_refreshed().await;
        app.execute("UPDATE enumeration_values SET intname = '99999' WHERE intname = '55227'").await;
        let staff = app.logged_in(STAFF).await;
        let (said, link) = fault(&staff, "does not sell plan 99999").await;
        assert!(said.contains("Error"), "{said}");
        let value = staff.get(&link).await;
        assert!(value.attribute("[name=intname]", "value").is_some_and(|code| code == "99999"), "{}", value.text);
    }

    async fn a_tariff_with_an_error_cannot_be_enabled_and_says_why(app: TestApp) {
        app.engine_refreshed().await;
        app.execute("UPDATE tariffs SET state = 'disabled' WHERE id = 1").await;
        app.execute("DELETE FROM tariff_systems WHERE tariff_id = 1").await;
        let staff = app.logged_in(STAFF).await;
        let list = "/staff/products/tariff-plans";
        let answer = staff.submit("/fn/enable_tariff", &[("id", "1"), ("base", list)]).await;
        let told = answer.words("[role=alert]").unwrap_or_default();
        assert!(told.contains("configuration check") || told.contains("Configuration check"), "{told}");
        let offers = app.logged_in(CLIENT).await.get("/order").await;
        assert!(!offers.text.contains("VPS Start"), "it is on sale");
        let (said, link) = fault(&staff, "It offers no operating system").await;
        assert!(said.contains("Error"), "{said}");
        assert_eq!(staff.get(link.split('#').next().unwrap()).await.status, 200);
    }

    async fn modules_that_are_off_or_silent_are_told_with_a_link_to_them(app: TestApp) {
        app.engine_refreshed().await;
        app.execute("UPDATE processing_modules SET state = 'suspended' WHERE id = 1").await;
        app.execute("UPDATE module_reads SET error = 'no answer', error_at = 1 WHERE module_id = 2").await;
        app.execute("UPDATE license_servers SET purchases_on = FALSE").await;
        let staff = app.logged_in(STAFF).await;
        for (text, module) in [
            ("License server is suspended", 1),
            ("VMmanager 6 did not answer", 2),
            ("Purchases at License server are switched off", 1),
        ] {
            let (_, link) = fault(&staff, text).await;
            assert_eq!(link, format!("/staff/integration/processing-modules/{module}"), "{text}");
        }
    }

    async fn prices_below_cost_missing_ones_and_rules_that_point_nowhere_are_warnings(app: TestApp) {
        app.engine_refreshed().await;
        app.execute("UPDATE option_prices SET cost = 1 WHERE period = 12").await;
        app.execute("DELETE FROM option_prices WHERE period = 1").await;
        app.execute("UPDATE alignment_rules SET source_period = 3, change_into = 7").await;
        let staff = app.logged_in(STAFF).await;
        for text in [
            "is sold for 0.01 EUR; its license costs",
            "has no price for 1 month: it cannot be ordered for that",
            "A parameter changes the period into 7 months",
        ] {
            let (said, link) = fault(&staff, text).await;
            assert!(said.contains("Warning"), "{said}");
            assert_eq!(staff.get(&link).await.status, 200, "{link}");
        }
    }

    async fn a_price_in_another_currency_without_a_rate_is_not_comparable(app: TestApp) {
        app.engine_refreshed().await;
        app.execute("UPDATE tariffs SET currency = 'USD' WHERE id = 1").await;
        let staff = app.logged_in(STAFF).await;
        let (_, link) = fault(&staff, "Costs in EUR and prices in USD cannot be compared").await;
        assert_eq!(link, "/staff/currencies");
        app.execute("INSERT INTO currency_rates (from_currency, to_currency, e8, on_day)
            VALUES ('EUR', 'USD', 110000000, '2020-01-01')").await;
        let page = staff.get(CHECK).await;
        assert!(!page.text.contains("cannot be compared"), "{}", page.text);
    }

    async fn the_demo_has_no_error(app: TestApp) {
        app.engine_refreshed().await;
        let page = app.logged_in(STAFF).await.get(CHECK).await;
        assert!(!page.text.contains("badge--danger"), "{}", page.text);
    }
}

/// What the check says of a fault, and where its link leads.
async fn fault(staff: &TestClient, text: &str) -> (String, String) {
    let page = staff.get(CHECK).await;
    let (rows, link) = (selector("main tbody tr"), selector("td a"));
    let html = page.html();
    let words = |row: scraper::ElementRef<'_>| row.text().collect::<Vec<_>>().join(" ");
    let row = html.select(&rows).find(|row| words(*row).contains(text));
    let row = row.unwrap_or_else(|| panic!("{text:?} is not told: {}", page.words("main").unwrap()));
    let href = row.select(&link).last().and_then(|link| link.value().attr("href")).unwrap();
    (words(row), href.to_owned())
}

fn selector(text: &str) -> scraper::Selector {
    scraper::Selector::parse(text).unwrap()
}
