//! A service that is not paid, or that staff suspend: its server stops, its license waits and then goes to the pool;
//! who pays gets a license first and then the server.

mod failures;
mod staff;
mod unpaid;

use domain::Date;
use jiff::ToSpan;

use crate::main_job::reading::{fact, form_with, one};
use crate::main_job::shop::{LITE, Shop, lite};
use crate::support::browser::Page;
use crate::support::order::Wish;

const RENEW: &str = "Renew now";

/// A service whose paid month is over and that was suspended for it.
async fn unpaid(shop: &Shop<'_>) -> String {
    let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
    advance_to(shop, shop.today().saturating_add(1.month())).await;
    shop.keep_house().await;
    assert_eq!(state(shop, &service).await, "Suspended");
    service
}

/// A service that is paid for three months with a license for one, which staff suspended.
async fn suspended_by_staff(shop: &Shop<'_>) -> String {
    let wish = Wish { plan: "VPS Start", period: "3", panel: LITE, host_name: "web-1.demo.test" };
    let service = shop.deliver(&shop.client, wish).await;
    suspend(shop, &service, "Spam was sent from it.").await;
    shop.app.drain_operations().await;
    assert_eq!(state(shop, &service).await, "Suspended");
    service
}

async fn suspend(shop: &Shop<'_>, service: &str, reason: &str) -> Page {
    let form = form_with(&shop.staff.get(&format!("/staff{service}/suspend")).await, "Suspend");
    let form = form.with("reason", reason);
    shop.staff.submit(&form.action, &form.pairs()).await
}

async fn resume(shop: &Shop<'_>, service: &str) -> Page {
    shop.press(&shop.staff, &format!("/staff{service}/resume"), "Resume").await
}

async fn renew(shop: &Shop<'_>, service: &str) -> Page {
    shop.press(&shop.client, &format!("{service}/renew"), RENEW).await
}

async fn state(shop: &Shop<'_>, service: &str) -> String {
    one(&shop.client.get(service).await, "h1 .badge")
}

async fn panel(shop: &Shop<'_>, service: &str) -> String {
    fact(&shop.staff_service(service).await, "Control panel", "Status")
}

async fn advance_to(shop: &Shop<'_>, day: Date) {
    let days = shop.today().until(day).unwrap().get_days();
    shop.app.advance_days(u32::try_from(days).unwrap()).await;
}

/// What the only server of this host name does there.
fn power(shop: &Shop<'_>, host_name: &str) -> String {
    let state = shop.app.sandbox_state();
    let vms = state["vms"].as_array().unwrap();
    let vm = vms.iter().find(|vm| vm["domain"] == host_name).unwrap_or_else(|| panic!("{vms:?}"));
    vm["state"].as_str().unwrap().to_lowercase()
}

/// What was asked of VMmanager that switches a server.
fn switches(shop: &Shop<'_>) -> Vec<String> {
    let state = shop.app.sandbox_state();
    let requests = state["requests"].as_array().unwrap();
    let functions = requests.iter().filter_map(|request| request["function"].as_str());
    functions
        .filter(|function| function.ends_with("/start") || function.ends_with("/stop"))
        .map(|function| function.rsplit('/').next().unwrap().to_owned())
        .collect()
}

/// How often the license server was paid for this.
fn charged(shop: &Shop<'_>, kind: &str) -> usize {
    shop.charges().iter().filter(|charge| charge["kind"] == kind).count()
}
