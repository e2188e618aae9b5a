//! The size of a plan's servers, and the lists of VMmanager.

use serde_json::json;

use super::{TARIFFS, plan_form, send, value};
use crate::main_job::reading::{all, form_with, one};
use crate::main_job::shop::Shop;

/// The bodies that VMmanager was asked with for servers.
fn creations(shop: &Shop<'_>) -> Vec<serde_json::Value> {
    let state = shop.app.sandbox_state();
    let requests = state["requests"].as_array().unwrap().iter();
    let made = requests.filter(|request| request["path"] == "/vm/v3/host" && request["method"] == "POST");
    made.map(|request| request["body"].clone()).collect()
}

on_both! {
    async fn a_preset_is_sent_instead_of_numbers(app: TestApp) {
        let shop = Shop::open(app).await;
        let first = crate::support::order::order(&shop.client, "web-1.demo.test").await;
        let form = plan_form(&shop.staff, 1).await.with("preset", "2").with("cpu_number", "").with("ram_mib", "");
        let saved = send(&shop.staff, &form).await;
        assert_eq!(value(&form_with(&saved, "Save"), "preset"), Some("2"));
        // The first order was placed before: it is made as it was sold.
        crate::support::order::order(&shop.client, "web-2.demo.test").await;
        app.drain_operations().await;
        assert!(first.starts_with("/services/"));
        let vms = app.sandbox_state()["vms"].clone();
        let sizes: Vec<_> = vms
            .as_array()
            .unwrap()
            .iter()
            .map(|vm| json!([vm["domain"], vm["cpu_number"], vm["ram_mib"], vm["hdd_mib"]]))
            .collect();
        assert!(sizes.contains(&json!(["web-1.demo.test", 1, 1024, 20_480])), "{sizes:?}");
        assert!(sizes.contains(&json!(["web-2.demo.test", 2, 4096, 40_960])), "{sizes:?}");
        for body in creations(&shop).iter().filter(|body| body["preset"] == 2) {
            assert!(body["cpu_number"].is_null() && body["ram_mib"].is_null() && body["hdd_mib"].is_null());
        }
    }

    async fn refreshing_the_lists_keeps_what_is_typed_and_saves_nothing(app: TestApp) {
        let shop = Shop::open(app).await;
        let page = shop.staff.get(&format!("{TARIFFS}/1")).await;
        let action = page.attribute("button[name=refresh]", "formaction").expect("lists can be refreshed");
        let form = form_with(&page, "Save").with("name", "Half typed").with("cost_1", "x").with("refresh", "2");
        let back = shop.staff.submit(&action, &form.pairs()).await;
        assert_eq!(one(&back, ".page__title"), "VPS Start Enabled");
        assert!(one(&back, "[role=status]").contains("not saved yet"));
        let kept = form_with(&back, "Save");
        assert_eq!((value(&kept, "name"), value(&kept, "cost_1")), (Some("Half typed"), Some("x")));
        assert_eq!(all(&back, "[role=alert]"), Vec::<String>::new());
        assert_eq!(value(&plan_form(&shop.staff, 1).await, "name"), Some("VPS Start"));
    }

    async fn what_is_gone_from_vmmanager_is_marked_and_stays_until_it_is_unticked(app: TestApp) {
        let shop = Shop::open(app).await;
        app.execute("UPDATE tariff_systems SET os_code = '77' WHERE os_code = '1' AND tariff_id = 1").await;
        app.execute("UPDATE tariffs SET preset_id = '88', preset_name = 'huge' WHERE id = 1").await;
        let page = shop.staff.get(&format!("{TARIFFS}/1")).await;
        assert!(all(&page, ".badge--danger").contains(&"Gone from VMmanager".to_owned()), "{}", page.text);
        assert!(page.text.contains("huge – gone from VMmanager"), "{}", page.text);
        assert_eq!(one(&page, "#preset-warning").split(':').next(), Some("VMmanager lists this preset no longer"));
        let form = form_with(&page, "Save");
        assert_eq!((value(&form, "os_77"), value(&form, "preset")), (Some("on"), Some("88")));
        let saved = send(&shop.staff, &form.with("description", "Still there")).await;
        assert_eq!(value(&form_with(&saved, "Save"), "os_77"), Some("on"));
    }
}
