//! A person gives a server another address at VMmanager; what becomes of its license.

mod another;
mod follows;
mod noticed;

use serde_json::{Value, json};

use crate::main_job::reading::{fact, form_with};
use crate::main_job::shop::Shop;
use crate::support::app::TestApp;
use crate::support::browser::{Page, TestClient};

pub const FOLLOW: &str = "Follow the server";
pub const NEW: &str = "198.51.100.7";
pub const NEWER: &str = "198.51.100.8";

/// Somebody does something by hand at the remote systems.
pub async fn by_hand(app: &TestApp, act: Value) {
    let control = TestClient::new(&app.sandbox.url());
    let request = control.request(reqwest::Method::POST, "/sandbox/people").body(act.to_string());
    let answer = request.send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
}

/// A person gives the server of this service another address.
async fn readdress(shop: &Shop<'_>, service: &str, to: &str) {
    let known = address_of(shop, service).await;
    let vms = shop.app.sandbox_state()["vms"].as_array().unwrap().clone();
    let vm = vms.iter().find(|vm| vm["ip"] == known.as_str()).unwrap_or_else(|| panic!("{known}: {vms:?}"));
    by_hand(shop.app, json!({ "do": "readdress_vm", "vm": vm["id"], "ip": to })).await;
}

/// The address that we know.
async fn address_of(shop: &Shop<'_>, service: &str) -> String {
    fact(&shop.client.get(service).await, "Server", "Address")
}

/// The page about the address, after both systems were read.
async fn read_again(shop: &Shop<'_>, service: &str) -> Page {
    shop.press(&shop.staff, &page_of(service), "Read address again").await
}

fn page_of(service: &str) -> String {
    format!("/staff{service}/address")
}

/// Reads the address, confirms it, and does everything that follows.
async fn follow(shop: &Shop<'_>, service: &str) -> Page {
    let form = form_with(&read_again(shop, service).await, FOLLOW);
    let answer = shop.staff.submit(&form.action, &form.pairs()).await;
    shop.app.drain_operations().await;
    answer
}

/// The licenses of the license server that are on an address.
fn licenses_on(shop: &Shop<'_>, address: &str) -> Vec<Value> {
    shop.licenses().into_iter().filter(|license| license["ip"] == address).collect()
}
