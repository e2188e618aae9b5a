//! Enabling, copying and deleting plans, by the list's toolbar.

use super::{TARIFFS, new_plan, plan_form, send, value, without};
use crate::main_job::reading::{all, form_with, offers, one, rows};
use crate::main_job::shop::Shop;
use crate::support::browser::Page;

async fn press(shop: &Shop<'_>, path: &str, id: &str) -> Page {
    shop.staff.submit(path, &[("id", id)]).await
}

on_both! {
    async fn a_disabled_plan_cannot_be_ordered_and_an_enabled_one_can(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = crate::support::order::order_form(&shop.client).await.with("hostname", "web-1.demo.test");
        for _ in 0..2 {
            let answer = press(&shop, "/fn/disable_tariff", "1").await;
            let told = "VPS Start is disabled: nobody can order it. Services that have it go on as before.";
            assert_eq!(one(&answer, "[role=status]"), told);
        }
        assert!(!shop.client.get("/order").await.text.contains("VPS Start"));
        let refused = shop.client.submit(&form.action, &form.pairs()).await;
        assert!(refused.text.contains("This plan is no longer on sale."), "{}", refused.text);
        assert!(app.contents().await.0["orders"].is_empty());

        press(&shop, "/fn/enable_tariff", "1").await;
        assert!(shop.client.get("/order").await.text.contains("VPS Start"));
        let form = crate::support::order::order_form(&shop.client).await.with("hostname", "web-1.demo.test");
        crate::support::order::send(&shop.client, &form).await;
        app.drain_operations().await;
    }

    async fn a_plan_with_an_error_is_not_enabled_and_says_so(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = without(without(new_plan(&shop.staff, "VPS Bare").await, "os_1"), "module_2").with("cost_1", "");
        let page = send(&shop.staff, &form.with("setup_1", "")).await;
        let id = value(&form_with(&page, "Save"), "id").unwrap().to_owned();
        let refused = press(&shop, "/fn/enable_tariff", &id).await;
        let told = one(&refused, "[role=alert]");
        assert!(told.starts_with("It cannot be enabled: "), "{told}");
        assert_eq!(one(&refused, ".page__title"), "VPS Bare Disabled");
    }

    async fn no_row_chosen_is_told_and_changes_nothing(app: TestApp) {
        let shop = Shop::open(app).await;
        let before = app.contents().await;
        for path in ["/fn/disable_tariff", "/fn/enable_tariff", "/fn/import_panels"] {
            let answer = shop.staff.submit(path, &[]).await;
            assert_eq!(one(&answer, "[role=alert]"), "Choose a row of the list first.");
        }
        assert_eq!(app.contents().await.0["tariffs"], before.0["tariffs"]);
    }

    async fn a_copy_copies_everything_and_is_disabled_until_it_is_enabled(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = form_with(&shop.staff.get(&format!("{TARIFFS}/1/copy")).await, "Copy the plan");
        assert_eq!(value(&form, "name"), Some("VPS Start (copy)"));
        let refused = send(&shop.staff, &form.clone().with("name", "")).await;
        assert_eq!(one(&refused, "#name-error"), "Fill this in.");
        let form = form.with("name", "VPS Start 2");
        let page = send(&shop.staff, &form).await;
        let again = form_with(&send(&shop.staff, &form).await, "Save");
        assert_eq!(value(&again, "id"), value(&form_with(&page, "Save"), "id"), "sent twice it is one copy");
        assert_eq!(one(&page, ".page__title"), "VPS Start 2 Disabled");
        let (copy, original) = (form_with(&page, "Save"), plan_form(&shop.staff, 1).await);
        let fields = |form: &crate::support::crawl::Form| -> Vec<(String, String)> {
            let own = ["id", "version", "name", "currency"];
            let fields = form.fields.iter().filter(|(name, _)| !own.contains(&name.as_str()));
            fields.cloned().collect()
        };
        assert_eq!(fields(&copy), fields(&original), "modules, periods, systems, size, panels, ending");
        let id = value(&copy, "id").unwrap().to_owned();
        assert!(!shop.client.get("/order").await.text.contains("VPS Start 2"));
        press(&shop, "/fn/enable_tariff", &id).await;
        let prices = async |id: &str| {
            let page = shop.client.get(&format!("/order/{id}")).await;
            all(&page, ".choice__price, .choice__title")
        };
        assert_eq!(prices(&id).await, prices("1").await, "every panel with its price");
        let told = rows(&shop.staff.get(&format!("{TARIFFS}/{id}/history")).await);
        assert!(told[1][3].contains("Copied from: – → VPS Start"), "{told:?}");
    }

    async fn a_plan_that_was_ordered_is_kept_and_one_that_was_not_goes(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = crate::support::order::order(&shop.client, "web-1.demo.test").await;
        app.drain_operations().await;
        let kept = shop.staff.get(&format!("{TARIFFS}/1/delete")).await;
        assert_eq!(one(&kept, ".card__title"), "VPS Start cannot be deleted");
        assert_eq!(kept.attribute(".card ul a", "href"), Some(format!("/staff{service}")));
        assert!(!offers(&kept, "Delete the plan"));
        let refused = press(&shop, "/fn/delete_tariff", "1").await;
        assert!(one(&refused, "[role=alert]").contains("service web-1.demo.test"), "{}", refused.text);
        assert_eq!(one(&shop.staff.get(&format!("{TARIFFS}/1")).await, ".page__title"), "VPS Start Enabled");

        let form = form_with(&shop.staff.get(&format!("{TARIFFS}/4/delete")).await, "Delete the plan");
        for _ in 0..2 {
            let gone = send(&shop.staff, &form).await;
            assert_eq!(one(&gone, "[role=status]"), "Deleted.");
        }
        assert!(!all(&shop.staff.get(TARIFFS).await, "td.table__main").contains(&"VPS Classic".to_owned()));
    }

    async fn import_leads_to_the_enumeration_of_the_plans_panels(app: TestApp) {
        let shop = Shop::open(app).await;
        let leads = shop.staff.post_form("/fn/import_panels", &[("id", "1")]).await;
        assert_eq!(leads.location(), Some("/staff/products/enumerations/1/values/import"));
        assert!(shop.staff.get("/staff/products/enumerations/1/values/import").await.status.is_success());
        let added = send(&shop.staff, &new_plan(&shop.staff, "VPS Bare").await).await;
        let id = value(&form_with(&added, "Save"), "id").unwrap().to_owned();
        let leads = shop.staff.post_form("/fn/import_panels", &[("id", &id)]).await;
        assert_eq!(leads.location(), Some(format!("{TARIFFS}/{id}/options").as_str()));
    }
}
