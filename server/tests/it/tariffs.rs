//! Tariff plans and currency rates, as staff manage them by forms in a browser without scripts.

mod beside;
mod edit;
mod panels;
mod rates;
mod size;
mod speed;

use crate::main_job::reading::form_with;
use crate::support::browser::{Page, TestClient};
use crate::support::crawl::Form;

const TARIFFS: &str = "/staff/products/tariff-plans";

/// The form that saves a plan, as its page shows it.
async fn plan_form(staff: &TestClient, id: i64) -> Form {
    form_with(&staff.get(&format!("{TARIFFS}/{id}")).await, "Save")
}

/// The form that adds a plan, with what a plan needs.
async fn new_plan(staff: &TestClient, name: &str) -> Form {
    form_with(&staff.get(&format!("{TARIFFS}/add")).await, "Add")
        .with("name", name)
        .with("provider", "Demo provider")
        .with("currency", "EUR")
        .with("cpu_number", "2")
        .with("ram_mib", "4096")
        .with("disk_mib", "40960")
        .with("cost_1", "9.90")
        .with("setup_1", "5")
        .with("os_1", "on")
}

async fn send(browser: &TestClient, form: &Form) -> Page {
    browser.submit(&form.action, &form.pairs()).await
}

/// A form without a field, as a browser sends it when a box is not ticked.
fn without(mut form: Form, name: &str) -> Form {
    form.fields.retain(|(field, _)| field != name);
    form
}

/// What a field of a form says.
fn value<'a>(form: &'a Form, name: &str) -> Option<&'a str> {
    form.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
}
