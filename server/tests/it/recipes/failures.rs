//! A recipe that fails, that is refused, and of which nobody knows whether it runs.

use serde_json::{Value, json};

use super::{business, installation, note, recipes, runs, tasks};
use crate::main_job::reading::{history, offers};
use crate::main_job::shop::Shop;

const RUN: &str = "POST /vm/v3/host/{id}/runrecipe";
const LOOKED_INTO: &str = "ispmanager 6 lite could not be installed. Our staff have been told and look into it; \
                           the server can be used, and its license key is below.";

/// Orders and delivers with something that goes wrong with the recipe.
async fn with_fault(shop: &Shop<'_>, what: Value) -> String {
    let mut rule = what;
    rule["function"] = RUN.into();
    shop.app.order_faults(json!([rule])).await;
    let service = shop.deliver(&shop.client, business("web-1.demo.test")).await;
    shop.app.clear_faults().await;
    service
}

/// Server and license are there, the panel is not, and staff have a task that says why.
async fn is_left_without_panel(shop: &Shop<'_>, service: &str, why: &str) {
    shop.is_active(&shop.client, service).await;
    let page = shop.client.get(service).await;
    assert_eq!(note(&page), LOOKED_INTO);
    assert_eq!(shop.licenses()[0]["status_name"], "Active");
    assert!(shop.key(&shop.client, service).await.contains('-'));
    assert_eq!(installation(shop, service).await, "Not installed");
    let tasks = tasks(shop).await;
    assert_eq!(tasks.len(), 1, "{tasks:?}");
    assert!(tasks[0].contains(why), "{tasks:?}");
}

/// Staff have it run again, and it does.
async fn runs_again(shop: &Shop<'_>, service: &str) {
    let operation = shop.operation(service).await;
    shop.press(&shop.staff, &operation, "Retry").await;
    shop.app.drain_operations().await;
    assert_eq!(note(&shop.client.get(service).await), "ispmanager 6 lite is installed.");
    assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1), "nothing more is bought");
    shop.nothing_waits().await;
}

on_both! {
    async fn a_failed_recipe_leaves_server_and_license_and_raises_a_task(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = with_fault(&shop, json!({ "what": "recipe_fail" })).await;
        is_left_without_panel(&shop, &service, "The recipe that installs the control panel failed.").await;
        let happened = history(&shop.client.get(&service).await);
        assert!(happened.contains(&"ispmanager 6 lite could not be installed".to_owned()), "{happened:?}");
        assert_eq!((recipes(&shop).len(), runs(&shop)), (0, 1), "nobody asked for a second run");
        runs_again(&shop, &service).await;
        assert_eq!((recipes(&shop), runs(&shop)), (vec![1], 2));
    }

    async fn a_refused_recipe_raises_a_task_in_vmmanagers_words(app: TestApp) {
        let shop = Shop::open(app).await;
        let gone = json!({ "what": "refuse", "code": 4004, "status": 400, "msg": "There is no such recipe" });
        let service = with_fault(&shop, gone).await;
        is_left_without_panel(&shop, &service, "VMmanager 6 refused. It said: There is no such recipe.").await;
        runs_again(&shop, &service).await;
        assert_eq!(recipes(&shop), [1]);
    }

    async fn a_failed_recipe_that_staff_give_up_is_left_to_the_client_with_the_steps(app: TestApp) {
        app.execute("UPDATE tariff_recipes SET steps = 'Run install.sh as root'").await;
        let shop = Shop::open(app).await;
        let service = with_fault(&shop, json!({ "what": "recipe_fail" })).await;
        let operation = shop.operation(&service).await;
        let page = shop.staff.get(&operation).await;
        let effect = "The server and its license stay. The client reads how to install the control panel by hand.";
        assert!(page.text.contains(effect), "{}", page.text);
        let form = crate::main_job::reading::form_with(&page, "Give up").with("note", "The recipe is broken");
        shop.staff.submit(&form.action, &form.pairs()).await;
        shop.is_active(&shop.client, &service).await;
        let told = note(&shop.client.get(&service).await);
        assert_eq!(
            told,
            "The control panel is not installed automatically; how to install it: Run install.sh as root"
        );
        assert_eq!(installation(&shop, &service).await, "The client installs it");
        assert!(!offers(&shop.staff.get(&operation).await, "Retry"));
        shop.nothing_waits().await;
    }

    async fn recipes_switched_off_since_the_order_are_a_task_and_not_a_loss(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = business("web-1.demo.test").order(&shop.client).await;
        app.execute("UPDATE vm_servers SET use_recipes = FALSE").await;
        app.drain_operations().await;
        is_left_without_panel(&shop, &service, "Switch Use recipes on and retry").await;
        assert_eq!(runs(&shop), 0);
        app.execute("UPDATE vm_servers SET use_recipes = TRUE").await;
        runs_again(&shop, &service).await;
        assert_eq!((recipes(&shop), runs(&shop)), (vec![1], 1));
    }

    async fn a_recipe_whose_answer_was_lost_is_found_by_its_task_and_not_sent_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = with_fault(&shop, json!({ "what": "close_after" })).await;
        assert_eq!(note(&shop.client.get(&service).await), "ispmanager 6 lite is installed.");
        assert_eq!((recipes(&shop), runs(&shop)), (vec![1], 1));
        shop.nothing_waits().await;
    }

    async fn a_recipe_of_which_vmmanager_shows_no_task_was_not_started_and_is_sent_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = with_fault(&shop, json!({ "what": "close_before" })).await;
        assert_eq!(note(&shop.client.get(&service).await), "ispmanager 6 lite is installed.");
        assert_eq!((recipes(&shop), runs(&shop)), (vec![1], 2));
        shop.nothing_waits().await;
    }

    async fn a_recipe_of_which_nothing_can_be_known_waits_for_a_person(app: TestApp) {
        app.execute("UPDATE license_servers SET purchases_on = FALSE").await;
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, business("web-1.demo.test")).await;
        app.execute("UPDATE license_servers SET purchases_on = TRUE").await;
        // The tasks that there were before cannot be read, and then the answer is lost.
        app.order_faults(json!([
            { "function": "GET /vm/v3/task", "what": "http_500" },
            { "function": RUN, "what": "close_after" },
        ])).await;
        let operation = shop.operation(&service).await;
        shop.press(&shop.staff, &operation, "Look again now").await;
        app.drain_operations().await;
        app.clear_faults().await;
        let why = "VMmanager gave no clear answer when asked to run the recipe, and its tasks do not show whether it does.";
        is_left_without_panel(&shop, &service, why).await;
        assert_eq!(runs(&shop), 1, "no second run without a person's word");
        runs_again(&shop, &service).await;
        assert_eq!(runs(&shop), 2);
    }
}
