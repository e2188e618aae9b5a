//! A server with a panel, without one, and for a period that the license server does not sell.

use jiff::ToSpan;

use super::reading::{all, fact, history, one, rows};
use super::shop::{LITE, NO_PANEL, Shop, date_of, day, lite};
use crate::support::order::{Wish, form_of, send};

on_both! {
    async fn a_server_with_a_panel_is_active_with_address_and_key_for_the_price_on_the_page(app: TestApp) {
        let shop = Shop::open(app).await;
        let quoted = lite("web-1.demo.test").quoted(&shop.client).await;
        assert_eq!(
            all(&quoted, ".quote__line"),
            ["VPS Start, 1 month 4.90 EUR", "ispmanager 6 lite 6.90 EUR", "Total 11.80 EUR"]
        );
        assert_eq!(all(&quoted, "main form button[type=submit]"), ["Order", "Update total"]);
        assert_eq!(shop.charges().len(), 0);

        let service = send(&shop.client, &form_of(&quoted)).await;
        let moving = shop.client.get(&service).await;
        assert_eq!(one(&moving, "h1 .badge"), "Being set up");
        assert_eq!(
            all(&moving, ".steps .step__title"),
            ["Making the server", "Assigning its address", "Preparing the control panel license", "Ready"]
        );
        assert!(moving.text.contains(r#"<noscript><meta http-equiv="refresh""#), "the page does not move");
        app.drain_operations().await;

        let page = shop.client.get(&service).await;
        assert!(!page.text.contains(r#"http-equiv="refresh""#), "the page moves for ever");
        shop.is_active(&shop.client, &service).await;
        let address = shop.address();
        assert_eq!(fact(&page, "Server", "Address"), address);
        let year = shop.today().saturating_add(12.months());
        assert_eq!(fact(&page, "Server", "Expires"), day(shop.today().saturating_add(1.month())));
        assert_eq!(fact(&page, "Control panel", "Control panel"), LITE);
        assert_eq!(fact(&page, "Control panel", "License expires"), day(year));
        assert_eq!(
            page.words(".note--info").as_deref(),
            Some("The control panel is not installed automatically. Connect to the server as root and run its \
                  installer; it asks for the license key below.")
        );
        assert_eq!(all(&page, ".quote__line").last().unwrap(), "Total 11.80 EUR");

        let licenses = shop.licenses();
        assert_eq!(licenses.len(), 1, "{licenses:?}");
        let license = &licenses[0];
        assert_eq!(license["pricelist"], 55227, "{license}");
        assert_eq!(license["period"], 12, "{license}");
        assert_eq!(license["ip"], address.as_str(), "{license}");
        assert_eq!(license["licname"], "Item #1 addon web-1.demo.test", "{license}");
        assert_eq!(license["autoprolong"], false, "{license}");
        assert_eq!(license["status_name"], "Active", "{license}");
        assert_eq!(date_of(license, "expiredate"), year);
        let charges = shop.charges();
        assert_eq!(charges.len(), 1, "{charges:?}");
        assert_eq!((&charges[0]["kind"], &charges[0]["amount"]), (&"order".into(), &"56.7000".into()));

        let key = shop.key(&shop.client, &service).await;
        assert!(key.starts_with(&format!("{}-", license["id"])), "{key}");

        let account = shop.client.get("/account").await;
        assert_eq!(one(&account, ".tile__value"), "488.20 EUR");
        let ledger = rows(&account);
        assert_eq!(ledger.len(), 2, "{ledger:?}");
        assert_eq!(ledger[0][0], "VPS Start, web-1.demo.test");
        assert_eq!(ledger[0][4], "−11.80 EUR");

        let happened = history(&shop.staff_service(&service).await);
        let rule = "a rule: 1 month is ordered as 12 months";
        assert!(happened.contains(&format!("A license for 12 months is to be bought: {rule}")), "{happened:?}");
        shop.nothing_waits().await;
    }

    async fn without_a_rule_three_months_buy_one_month_and_say_why(app: TestApp) {
        app.execute("DELETE FROM alignment_rules").await;
        let shop = Shop::open(app).await;
        let wish = Wish { period: "3", ..lite("quarter.demo.test") };
        let service = shop.deliver(&shop.client, wish).await;
        shop.is_active(&shop.client, &service).await;
        let licenses = shop.licenses();
        assert_eq!(licenses.len(), 1, "{licenses:?}");
        assert_eq!(licenses[0]["period"], 1, "{licenses:?}");

        let why = "the shortest sold: the plan is not sold for 3 months";
        let staff = shop.staff_service(&service).await;
        let happened = history(&staff);
        assert!(happened.contains(&format!("A license for 1 month is to be bought: {why}")), "{happened:?}");
        let license = staff.attribute("main a[href^='/staff/licenses/']", "href").unwrap();
        let license = shop.staff.get(&license).await;
        assert_eq!(fact(&license, "Purchase", "Why this period"), why);
        assert_eq!(fact(&license, "Purchase", "Period"), "1 month");
    }

    async fn a_server_without_a_panel_sends_nothing_to_the_license_server(app: TestApp) {
        let shop = Shop::open(app).await;
        let before = shop.license_server_requests().len();
        let wish = Wish { panel: NO_PANEL, ..lite("plain.demo.test") };
        let service = shop.deliver(&shop.client, wish).await;
        let page = shop.client.get(&service).await;
        assert_eq!(one(&page, "h1 .badge"), "Active");
        assert_eq!(fact(&page, "Server", "Address"), shop.address());
        assert_eq!(all(&page, ".card__title").iter().filter(|title| *title == "Control panel").count(), 0);

        app.advance_days(40).await;
        shop.delete(&shop.client, &service).await;
        assert_eq!(one(&shop.client.get(&service).await, "h1 .badge"), "Deleted");
        let requests = shop.license_server_requests();
        assert_eq!(requests.len(), before, "{:?}", &requests[before..]);
        assert_eq!(shop.licenses().len(), 0);
    }
}
