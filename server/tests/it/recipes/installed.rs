//! A recipe that runs, and panels without one.

use super::{business, installation, note, recipes, runs};
use crate::main_job::reading::{all, fact, facts, history, one};
use crate::main_job::shop::{LITE, Shop, lite};
use crate::support::order::{Wish, panel_text};

const BY_CLIENT: &str = "Not installed automatically: you install it, with the license key";

on_both! {
    async fn a_tariff_with_a_recipe_installs_the_panel(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = business("web-1.demo.test").quoted(&shop.client).await;
        assert_eq!(panel_text(&form, LITE), "Installed automatically");
        assert_eq!(panel_text(&form, "ispmanager 6 host"), BY_CLIENT);
        assert_eq!(panel_text(&form, "No control panel"), "");

        let service = business("web-1.demo.test").order(&shop.client).await;
        let moving = shop.client.get(&service).await;
        assert_eq!(
            all(&moving, ".steps .step__title"),
            [
                "Making the server",
                "Assigning its address",
                "Preparing the control panel license",
                "Installing ispmanager 6 lite",
                "Ready"
            ]
        );
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        assert_eq!((recipes(&shop), runs(&shop)), (vec![1], 1));
        let page = shop.client.get(&service).await;
        assert_eq!(note(&page), "ispmanager 6 lite is installed.");
        let happened = history(&page);
        let order = ["ispmanager 6 lite was installed", "Installing ispmanager 6 lite began", "Delivered"];
        assert_eq!(happened[..3], order, "the server does not wait for its panel");

        let staff = shop.staff_service(&service).await;
        assert_eq!(fact(&staff, "Control panel", "Installation"), "Installed");
        assert_eq!(fact(&staff, "Control panel", "Recipe"), "ispmanager 6 (#1)");
        let task: u64 = fact(&staff, "Control panel", "Its task at VMmanager").parse().unwrap();
        assert!(task > 7_000_000, "a consul id: {task}");
        shop.nothing_waits().await;
    }

    async fn while_a_recipe_runs_the_server_is_there_and_its_panel_is_being_installed(app: TestApp) {
        let shop = Shop::open(app).await;
        let slow = serde_json::json!([{
            "function": "POST /vm/v3/host/{id}/runrecipe", "what": "slow_task", "ms": 3_000
        }]);
        app.order_faults(slow).await;
        let service = business("web-1.demo.test").order(&shop.client).await;
        while installation(&shop, &service).await != "Being installed" {
            engine::worker::work_once(&app.engine, "somebody", engine::worker::Rehearsal::Real).await.unwrap();
        }
        let page = shop.client.get(&service).await;
        assert_eq!(one(&page, "h1 .badge"), "Active");
        let installing = "Installing ispmanager 6 lite… This takes some minutes; the server can be used meanwhile.";
        assert_eq!(note(&page), installing);
        assert!(shop.key(&shop.client, &service).await.contains('-'));
        app.drain_operations().await;
        assert_eq!(note(&shop.client.get(&service).await), "ispmanager 6 lite is installed.");
        assert_eq!((recipes(&shop), runs(&shop)), (vec![1], 1));
    }

    async fn without_a_recipe_the_client_reads_how_to_install(app: TestApp) {
        app.execute("UPDATE tariff_recipes SET steps = 'First <b>this</b>\n  then & that' WHERE recipe_id IS NULL").await;
        app.execute("UPDATE license_servers SET purchases_on = FALSE").await;
        let shop = Shop::open(app).await;
        let wish = Wish { panel: "ispmanager 6 host", ..business("web-1.demo.test") };
        let service = shop.deliver(&shop.client, wish).await;
        let page = shop.client.get(&service).await;
        assert!(!page.text.contains("then &amp; that"), "the steps need the license");

        app.execute("UPDATE license_servers SET purchases_on = TRUE").await;
        let operation = shop.operation(&service).await;
        shop.press(&shop.staff, &operation, "Look again now").await;
        app.drain_operations().await;
        shop.is_active(&shop.client, &service).await;
        let page = shop.client.get(&service).await;
        let text = "The control panel is not installed automatically; how to install it:";
        assert_eq!(all(&page, ".note p"), [text, "First <b>this</b> then & that"]);
        assert!(page.text.contains("First &lt;b&gt;this&lt;/b&gt;\n  then &amp; that"), "{}", page.text);
        assert_eq!(installation(&shop, &service).await, "The client installs it");
        assert_eq!((recipes(&shop).len(), runs(&shop)), (0, 0));
    }

    async fn a_placed_order_keeps_the_recipe_it_was_sold_with(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = business("web-1.demo.test").order(&shop.client).await;
        app.execute("DELETE FROM tariff_recipes").await;
        app.drain_operations().await;
        assert_eq!(installation(&shop, &service).await, "Installed");
        assert_eq!(recipes(&shop), [1]);
    }

    async fn where_vmmanager_is_to_use_no_recipes_the_client_installs_and_knows_it_before_ordering(app: TestApp) {
        app.execute("UPDATE vm_servers SET use_recipes = FALSE").await;
        let shop = Shop::open(app).await;
        let form = business("web-1.demo.test").quoted(&shop.client).await;
        assert_eq!(panel_text(&form, LITE), BY_CLIENT);
        let service = shop.deliver(&shop.client, business("web-1.demo.test")).await;
        shop.is_active(&shop.client, &service).await;
        assert!(note(&shop.client.get(&service).await).starts_with("The control panel is not installed automatically."));
        assert_eq!(installation(&shop, &service).await, "The client installs it");
        assert_eq!(runs(&shop), 0);
        shop.nothing_waits().await;
    }

    async fn a_server_without_a_panel_has_nothing_to_install(app: TestApp) {
        let shop = Shop::open(app).await;
        let wish = Wish { panel: "No control panel", ..lite("plain.demo.test") };
        let service = shop.deliver(&shop.client, wish).await;
        assert!(!facts(&shop.staff_service(&service).await, "Control panel").contains_key("Installation"));
        assert_eq!(runs(&shop), 0);
    }
}
