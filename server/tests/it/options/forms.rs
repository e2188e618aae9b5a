//! Adding, editing, switching and deleting options.

use super::sheet::{OPTIONS, address, form_to};
use crate::main_job::reading::{one, rows};
use crate::main_job::shop::Shop;
use crate::support::browser::Page;

on_both! {
    async fn an_option_is_added_once_and_leads_to_its_prices(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&format!("{OPTIONS}/add")).await;
        for field in ["billing_type", "type", "name", "intname", "value_type", "enumeration", "default_value",
            "default_on", "included", "minimum", "maximum", "step", "default_amount", "unit"] {
            assert!(page.attribute(&format!("[name={field}]"), "name").is_some(), "{field} is not on the page");
        }
        let form = form_to(&page, "/fn/add_option")
            .with("type", "other")
            .with("name", "Monitoring")
            .with("intname", "monitoring")
            .with("value_type", "integer")
            .with("maximum", "5")
            .with("unit", "checks");
        let answer = shop.staff.post_form(&form.action, &form.pairs()).await;
        let prices = answer.location().unwrap().to_owned();
        assert!(prices.ends_with("/prices"), "{prices}");
        let again = shop.staff.post_form(&form.action, &form.pairs()).await;
        assert_eq!(again.location(), Some(prices.as_str()), "the same form sent twice");
        let list = shop.staff.get(OPTIONS).await;
        let named: Vec<Vec<String>> = rows(&list).into_iter().filter(|row| row[2] == "Monitoring").collect();
        assert_eq!(named.len(), 1);
        assert_eq!(named[0][3..], ["monitoring", "Other", "Integer", "no prices yet", "0", "Enabled"]);
        let page = shop.staff.get(&prices).await;
        assert_eq!(one(&page, "h1"), "Prices of Monitoring");
    }

    async fn a_refused_option_says_what_is_wrong_and_keeps_what_was_typed(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&format!("{OPTIONS}/add")).await;
        let form = form_to(&page, "/fn/add_option")
            .with("type", "extra_addresses")
            .with("name", "More addresses")
            .with("intname", "addresses")
            .with("value_type", "integer")
            .with("minimum", "2")
            .with("maximum", "1");
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&page, "#maximum-error"), "A number from 2 to 100000 is needed.");
        assert_eq!(page.attribute("#name", "value").as_deref(), Some("More addresses"));
        assert_eq!(page.attribute("[name=value_type][checked]", "value").as_deref(), Some("integer"));
        let form = form_to(&page, "/fn/add_option").with("maximum", "4");
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&page, "#intname-error"), "Something else has this already.");
        let form = form_to(&page, "/fn/add_option").with("intname", "more").with("type", "panel_license");
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&page, "#value_type-error"), "It does not go together with “Type”.");
    }

    async fn two_staff_who_edit_one_option_see_what_is_stored_and_what_they_typed(app: TestApp) {
        let shop = Shop::open(app).await;
        let option = address(&shop.staff, "backups").await;
        let opened = form_to(&shop.staff.get(&option).await, "/fn/edit_option");
        let theirs = opened.clone().with("name", "Nightly backups");
        assert_eq!(shop.staff.post_form(&theirs.action, &theirs.pairs()).await.location(), Some(OPTIONS));
        let mine = opened.with("name", "Weekly backups").with("sort", "7");
        let page = shop.staff.submit(&mine.action, &mine.pairs()).await;
        assert!(one(&page, ".flash__title").starts_with("Demo staff changed this"), "{}", page.text);
        let table: Vec<_> = crate::main_job::reading::all(&page, ".table tbody tr");
        assert_eq!(table, ["Custom nameNightly backupsWeekly backups", "Sort17"]);
        let form = form_to(&page, "/fn/edit_option");
        assert_eq!(shop.staff.post_form(&form.action, &form.pairs()).await.location(), Some(OPTIONS));
        let history = shop.staff.get(&format!("{option}/history")).await;
        assert_eq!(rows(&history).len(), 2);
        let last = &rows(&history)[0];
        assert_eq!(last[1], "Demo staff");
        assert!(last[3].contains("Name: Nightly backups → Weekly backups"), "{last:?}");
    }

    async fn what_staff_disable_the_next_client_does_not_see(app: TestApp) {
        let shop = Shop::open(app).await;
        let id = address(&shop.staff, "backups").await.rsplit('/').next().unwrap().to_owned();
        let shows = async || shop.client.get("/order/2").await.attribute("#option_backups", "type");
        assert_eq!(shows().await.as_deref(), Some("checkbox"));
        let page = shop.staff.submit("/fn/disable_option", &[("id", &id), ("base", OPTIONS)]).await;
        assert!(notice(&page).starts_with("Daily backups is disabled"), "{}", page.text);
        assert_eq!(shows().await, None);
        let page = shop.staff.submit("/fn/disable_option", &[("id", &id), ("base", OPTIONS)]).await;
        assert_eq!(rows(&page).iter().filter(|row| row[8] == "Disabled").count(), 1);
        let page = shop.staff.submit("/fn/enable_option", &[("id", ""), ("base", OPTIONS)]).await;
        assert_eq!(one(&page, ".flash"), "Choose a row of the list first.");
        shop.staff.submit("/fn/enable_option", &[("id", &id), ("base", OPTIONS)]).await;
        assert_eq!(shows().await.as_deref(), Some("checkbox"));
    }

    async fn an_option_is_deleted_after_confirming_and_not_while_a_service_has_it(app: TestApp) {
        let shop = Shop::open(app).await;
        let (panel, backups) = (address(&shop.staff, "panel").await, address(&shop.staff, "backups").await);
        let wish = crate::support::order::Wish {
            plan: "VPS Business",
            period: "1",
            panel: crate::main_job::shop::NO_PANEL,
            host_name: "web.demo.test",
        };
        let service = shop.deliver(&shop.client, wish).await;
        let page = shop.staff.get(&format!("{panel}/delete")).await;
        assert!(page.text.contains("Control panel cannot be deleted"), "{}", page.text);
        assert_eq!(page.attribute("main .prose a", "href"), Some(format!("/staff{service}")));
        let page = shop.staff.get(&format!("{backups}/delete")).await;
        assert_eq!(one(&page, ".confirm__title"), "Delete Daily backups?");
        let form = form_to(&page, "/fn/delete_option");
        let page = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(notice(&page), "Deleted.");
        shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(rows(&shop.staff.get(OPTIONS).await).len(), 2, "sent twice, it is gone once");
        let history = shop.staff.get("/staff/products/tariff-plans/2/history").await;
        assert!(rows(&history)[0][2].contains("Deleted Option Daily backups"), "{:?}", rows(&history));
    }
}

fn notice(page: &Page) -> String {
    one(page, ".flash--ok")
}
