//! Panels that a recipe installs, those that it could not install, and those that the client installs.

mod failures;
mod installed;
mod renewal;
mod secrets;

use crate::main_job::reading::{all, facts, one};
use crate::main_job::shop::{LITE, Shop};
use crate::support::browser::Page;
use crate::support::order::Wish;

/// *VPS Business* with *ispmanager 6 lite*, which a recipe installs in the demo.
const fn business(host_name: &str) -> Wish<'_> {
    Wish { plan: "VPS Business", period: "1", panel: LITE, host_name }
}

/// The note about the panel on a client's page of a service.
fn note(page: &Page) -> String {
    one(page, ".note")
}

/// How far staff see the installation.
async fn installation(shop: &Shop<'_>, service: &str) -> String {
    facts(&shop.staff_service(service).await, "Control panel").remove("Installation").unwrap()
}

/// The recipes that ran on the only server there is.
fn recipes(shop: &Shop<'_>) -> Vec<u64> {
    let state = shop.app.sandbox_state();
    let vms = state["vms"].as_array().unwrap();
    assert_eq!(vms.len(), 1, "{vms:?}");
    vms[0]["recipes"].as_array().unwrap().iter().map(|recipe| recipe.as_u64().unwrap()).collect()
}

/// How often the VMmanager was asked to run a recipe.
fn runs(shop: &Shop<'_>) -> usize {
    let state = shop.app.sandbox_state();
    let requests = state["requests"].as_array().unwrap();
    requests.iter().filter(|request| request.to_string().contains("runrecipe")).count()
}

/// What the tasks of staff say.
async fn tasks(shop: &Shop<'_>) -> Vec<String> {
    all(&shop.staff.get("/staff/tasks").await, "main table tbody tr")
}
