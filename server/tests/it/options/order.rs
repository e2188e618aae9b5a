//! Orders with options: quoted, charged, made at VMmanager, shown, renewed.

use super::sheet::{OPTIONS, form_to};
use crate::main_job::reading::{all, facts, one};
use crate::main_job::shop::{LITE, NO_PANEL, Shop};
use crate::support::browser::Page;
use crate::support::crawl::Form;
use crate::support::order::{Wish, form_of, send};

const fn wish<'a>(panel: &'a str, host_name: &'a str) -> Wish<'a> {
    Wish { plan: "VPS Business", period: "1", panel, host_name }
}

/// The form with backups and two more addresses.
fn with_extras(page: &Page) -> Form {
    form_of(page).with("option_backups", "on").with("option_addresses", "2")
}

on_both! {
    async fn a_server_is_ordered_with_its_options_and_gets_its_addresses(app: TestApp) {
        let shop = Shop::open(app).await;
        let quoted = wish(LITE, "web.demo.test").quoted(&shop.client).await;
        assert_eq!(one(&quoted, "#option_backups-help"), "2.50 EUR per month");
        assert_eq!(one(&quoted, "#option_addresses-help"), "2.00 EUR per month each · From 0 to 8.");
        let service = send(&shop.client, &with_extras(&quoted)).await;
        app.drain_operations().await;
        let page = shop.client.get(&service).await;
        assert_eq!(
            all(&page, ".quote__line"),
            [
                "VPS Business, 1 month 11.90 EUR",
                "ispmanager 6 lite 6.90 EUR",
                "Daily backups 2.50 EUR",
                "Extra IPv4 addresses: 2 addresses 4.00 EUR",
                "Total 25.30 EUR",
            ]
        );
        let options = facts(&page, "Options");
        assert_eq!(options["Daily backups"], "yes");
        let vm = &app.sandbox_state()["vms"][0];
        let more: Vec<&str> = vm["more_ips"].as_array().unwrap().iter().map(|ip| ip.as_str().unwrap()).collect();
        assert_eq!(more.len(), 2, "{vm}");
        let addresses = format!("2 addresses {} {}", more[0], more[1]);
        assert_eq!(options["Extra IPv4 addresses"], addresses);
        let staff = facts(&shop.staff_service(&service).await, "Options");
        assert_eq!(staff["Daily backups"], "yes set up by hand", "staff read what they have to do");
        assert_eq!(staff["Extra IPv4 addresses"], addresses);

        let licenses = shop.licenses();
        assert_eq!(licenses.len(), 1);
        assert_eq!(licenses[0]["ip"], vm["ip"], "the license is for the main address");
    }

    async fn update_total_quotes_the_options_without_a_script(app: TestApp) {
        let shop = Shop::open(app).await;
        let query = "period=12&hostname=&option_backups=on&option_addresses=3";
        let page = shop.client.get(&format!("/order/2?{query}")).await;
        let lines = all(&page, ".quote__line");
        assert_eq!(lines[2..], ["Daily backups 24.90 EUR", "Extra IPv4 addresses: 3 addresses 63.00 EUR", "Total 212.80 EUR"]);
        assert_eq!(page.attribute("#option_addresses", "value").as_deref(), Some("3"));
        let off = shop.client.get("/order/2?period=12&hostname=&option_addresses=0").await;
        assert_eq!(off.attribute("#option_backups", "checked"), None);
    }

    async fn a_wrong_number_is_explained_at_its_field_and_nothing_typed_is_lost(app: TestApp) {
        let shop = Shop::open(app).await;
        let quoted = wish(NO_PANEL, "web.demo.test").quoted(&shop.client).await;
        for (typed, problem) in [
            ("9", "Choose a number from 0 to 8."),
            ("-1", "Choose a number from 0 to 8."),
            ("two", "A whole number is needed."),
            ("", "Enter a number, 0 for none."),
        ] {
            let form = with_extras(&quoted).with("option_addresses", typed);
            let page = shop.client.submit(&form.action, &form.pairs()).await;
            assert_eq!(one(&page, "#option_addresses-error"), problem, "{typed}");
            assert_eq!(one(&page, "[role=alert]"), format!("Check one field Extra IPv4 addresses: {problem}"));
            assert_eq!(page.attribute("#option_addresses", "value").as_deref(), Some(typed));
            assert!(page.attribute("#option_backups", "checked").is_some());
        }
        assert_eq!(app.open_operations().await, 0);
    }

    async fn a_renewal_costs_what_the_service_has(app: TestApp) {
        let shop = Shop::open(app).await;
        let quoted = wish(NO_PANEL, "web.demo.test").quoted(&shop.client).await;
        let service = send(&shop.client, &with_extras(&quoted)).await;
        app.drain_operations().await;
        let page = shop.client.get(&format!("{service}/renew?period=3")).await;
        assert!(page.text.contains("52.20 EUR"), "33.90 + 6.90 + 2 × 5.70: {}", page.text);
        let backups = shop.staff.get(OPTIONS).await;
        let id = crate::main_job::reading::rows(&backups)
            .into_iter()
            .find(|row| row[3] == "backups")
            .map(|row| row[1].clone())
            .unwrap();
        let page = shop.staff.get(&format!("{}/{id}/prices", OPTIONS)).await;
        let form = form_to(&page, "/fn/save_prices").with("cost_unit_3", "10");
        shop.staff.submit(&form.action, &form.pairs()).await;
        let page = shop.client.get(&format!("{service}/renew?period=3")).await;
        assert!(page.text.contains("55.30 EUR"), "a renewal is at the prices of today: {}", page.text);
        let page = shop.client.get(&service).await;
        assert_eq!(all(&page, ".quote__line--total"), ["Total 18.40 EUR"], "a placed order keeps what it was sold");
    }
}
