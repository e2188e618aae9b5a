//! Ordering as a client does it: by the form, with JavaScript off.

use super::browser::TestClient;
use super::crawl::{Form, forms};

/// The order form of the first tariff, filled in as the page offers it.
pub async fn order_form(browser: &TestClient) -> Form {
    let offers = browser.get("/order").await;
    let tariff = offers.attribute("main a[href^='/order/']", "href").expect("there is nothing to order");
    let page = browser.get(&tariff).await;
    let form =
        forms(&page.html()).into_iter().find(|form| form.fields.iter().any(|(name, _)| name == "hostname"));
    form.unwrap_or_else(|| panic!("no order form on {tariff}: {}", page.text))
}

/// Orders the first tariff as it is offered; returns the address of the service.
pub async fn order(browser: &TestClient, host_name: &str) -> String {
    let form = order_form(browser).await.with("hostname", host_name);
    let answer = browser.post_form(&form.action, &form.pairs()).await;
    let service = answer.location().unwrap_or_default().to_owned();
    assert!(service.starts_with("/services/"), "{form:?} leads to {service:?} ({})", answer.status);
    service
}
