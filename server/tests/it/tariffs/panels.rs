//! How panels are installed: by a recipe of VMmanager, or by the client.

use super::{TARIFFS, plan_form, send, value};
use crate::main_job::reading::{all, form_with, one, rows};
use crate::main_job::shop::Shop;

on_both! {
    async fn each_panel_has_its_recipe_or_its_steps(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = plan_form(&shop.staff, 1).await;
        let panels: Vec<String> =
            form.fields.iter().filter_map(|(name, _)| name.strip_prefix("install_").map(str::to_owned)).collect();
        let [lite, pro, ..] = &panels[..] else { panic!("{form:?}") };
        let form = form
            .with(&format!("install_{lite}"), "automatic")
            .with(&format!("recipe_{lite}"), "1")
            .with(&format!("params_{lite}"), "license_key={license_key}\nhost={hostname}")
            .with(&format!("steps_{pro}"), "Log in.\r\nRun the installer.");
        let refused = send(&shop.staff, &form).await;
        let told = one(&refused, &format!("#params_{lite}-error"));
        assert!(told.starts_with("Line 2 has a word in braces that stands for nothing."), "{told}");
        assert_eq!(refused.attribute("details[open] summary", "class").as_deref(), Some("install__summary"));
        let again = form_with(&refused, "Save");
        assert_eq!(value(&again, &format!("steps_{pro}")), Some("Log in.\nRun the installer."));
        let right = again.with(&format!("params_{lite}"), "license_key={license_key}\nhost={host_name}");
        let saved = send(&shop.staff, &right).await;
        let ways = all(&saved, ".install__how");
        assert!(ways.contains(&"Installed by the recipe ispmanager 6".to_owned()), "{ways:?}");
        assert!(ways.contains(&"Client installs it, with steps".to_owned()), "{ways:?}");
        let told = rows(&shop.staff.get(&format!("{TARIFFS}/1/history")).await);
        assert!(told[0][3].contains("by the recipe ispmanager 6 with license_key={license_key}"), "{told:?}");
    }
}
