//! Another panel for a service: both ways with their cost before anything is done, and each way to its end.

mod broken_off;
mod decisions;
mod none;
mod plan;
mod preview;
mod swap;

use domain::{OperationId, ServiceId};
use engine::worker::{Ran, Rehearsal, work_once};
use engine::{Caller, reads};
use sandbox::FaultPlan;
use serde_json::{Value, json};

use crate::main_job::reading::form_with;
use crate::main_job::shop::Shop;
use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::crawl::Form;

const PRO: &str = "ispmanager 6 pro";
const BY_PLAN: &str = "Change the plan of its license";
const BY_SWAP: &str = "Swap its license";
const CHANGE_PLAN: &str = "Change the plan";
const SWAP: &str = "Swap the license";

/// The call that changes a plan at a panel with the wizard.
const CHANGE: &str = "service.changepricelist.getmoney";

/// The number of the value that is called so.
async fn value(app: &TestApp, service: &str, panel: &str) -> String {
    let id: ServiceId = service.trim_start_matches("/services/").parse().unwrap();
    let page = reads::panel_change(&app.engine, Caller::Operator, id, None).await.unwrap();
    let choice = page.choices.iter().find(|choice| choice.name == panel);
    choice.unwrap_or_else(|| panic!("{panel} is not sold: {:?}", page.choices)).value.to_string()
}

/// Has the ways to a panel shown, as staff do; the license server is asked.
async fn look(shop: &Shop<'_>, service: &str, panel: &str) -> Page {
    let path = format!("/staff{service}/panel");
    let form = form_with(&shop.staff.get(&path).await, "Show the ways");
    let form = form.with("panel", &value(shop.app, service, panel).await);
    shop.staff.submit(&form.action, &form.pairs()).await
}

/// The form of a way that is open.
async fn way(shop: &Shop<'_>, service: &str, panel: &str, button: &str) -> Form {
    form_with(&look(shop, service, panel).await, button)
}

/// Confirms a way, and does everything that follows; the page of the operation.
async fn change(shop: &Shop<'_>, service: &str, panel: &str, button: &str) -> Page {
    let form = way(shop, service, panel, button).await;
    send(shop, &form).await
}

async fn send(shop: &Shop<'_>, form: &Form) -> Page {
    let answer = shop.staff.submit(&form.action, &form.pairs()).await;
    assert!(answer.status.is_success(), "{}", answer.text);
    shop.app.drain_operations().await;
    answer
}

/// The licenses there that are on the address of the only server.
fn on_address(shop: &Shop<'_>) -> Vec<Value> {
    let address = shop.address();
    shop.licenses().into_iter().filter(|license| license["ip"] == address.as_str()).collect()
}

fn plans(licenses: &[Value]) -> Vec<u64> {
    licenses.iter().map(|license| license["pricelist"].as_u64().unwrap()).collect()
}

/// What everything costs at the license server from now on, in percent.
fn prices(app: &TestApp, percent: u32) {
    let plan = format!("about = \"Other prices\"\n\n[settings]\nprice_percent = {percent}\n");
    app.sandbox.play(&FaultPlan::parse(&plan).unwrap());
}

async fn fault(app: &TestApp, function: &str, what: &str) {
    app.order_faults(json!([{ "function": function, "what": what }])).await;
}

/// Runs the steps of an operation up to this one.
pub async fn run_up_to(app: &TestApp, operation: &str, step: &str) {
    let id: OperationId = operation.trim_start_matches("/staff/operations/").parse().unwrap();
    while store::operations::find(app.engine.db(), id).await.unwrap().unwrap().step != step {
        assert_eq!(work_once(&app.engine, "one", Rehearsal::Real).await.unwrap(), Ran::Step);
    }
}
