//! Ordering as a client does it: by the form, with JavaScript off.

use super::browser::{Page, TestClient};
use super::crawl::{Form, forms};
use scraper::{ElementRef, Selector};

/// The order form of the first tariff, filled in as the page offers it.
pub async fn order_form(browser: &TestClient) -> Form {
    let offers = browser.get("/order").await;
    let tariff = offers.attribute("main a[href^='/order/']", "href").expect("there is nothing to order");
    form_of(&browser.get(&tariff).await)
}

/// Orders the first tariff as it is offered; returns the address of the service.
pub async fn order(browser: &TestClient, host_name: &str) -> String {
    send(browser, &order_form(browser).await.with("hostname", host_name)).await
}

/// Sends an order form that must be accepted; returns the address of the service.
pub async fn send(browser: &TestClient, form: &Form) -> String {
    let answer = browser.post_form(&form.action, &form.pairs()).await;
    let service = answer.location().unwrap_or_default().to_owned();
    assert!(service.starts_with("/services/"), "{form:?} leads to {service:?} ({})", answer.status);
    service
}

/// What somebody wants, in the words of the pages.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    pub plan: &'a str,
    /// The period's number of months.
    pub period: &'a str,
    pub panel: &'a str,
    pub host_name: &'a str,
}

impl Wish<'_> {
    /// Chooses the plan, the period and the panel, and has the total updated: the page that quotes the price.
    pub async fn quoted(&self, browser: &TestClient) -> Page {
        let offers = browser.get("/order").await;
        let link = Selector::parse("main a[href^='/order/']").unwrap();
        let html = offers.html();
        let card = html.select(&link).find(|link| link.text().collect::<String>() == self.plan);
        let tariff = card.and_then(|link| link.value().attr("href")).expect("the plan is on sale").to_owned();
        let of_period = browser.get(&format!("{tariff}?period={}", self.period)).await;
        let (panel, _) = panel_value(&of_period, self.panel);
        browser
            .get(&format!("{tariff}?period={}&panel={panel}&hostname={}", self.period, self.host_name))
            .await
    }

    /// The form as it would be sent from there.
    pub async fn form(&self, browser: &TestClient) -> Form {
        form_of(&self.quoted(browser).await)
    }

    /// Orders it; returns the address of the service.
    pub async fn order(&self, browser: &TestClient) -> String {
        send(browser, &self.form(browser).await).await
    }
}

/// The order form on a page.
pub fn form_of(page: &Page) -> Form {
    let form =
        forms(&page.html()).into_iter().find(|form| form.fields.iter().any(|(name, _)| name == "hostname"));
    form.unwrap_or_else(|| panic!("no order form: {}", page.text))
}

/// The value of a panel on the form, and why it cannot be had.
pub fn panel_value(page: &Page, name: &str) -> (String, String) {
    panel(page, name, ".choice__reason")
}

/// How the form says that a panel is installed.
pub fn panel_text(page: &Page, name: &str) -> String {
    panel(page, name, ".choice__text").1
}

fn panel(page: &Page, name: &str, text: &str) -> (String, String) {
    let choice = Selector::parse("label.choice").unwrap();
    let html = page.html();
    let text_of = |card: ElementRef<'_>, selector: &str| {
        let found = card.select(&Selector::parse(selector).unwrap()).next();
        found.map(|found| found.text().collect::<String>()).unwrap_or_default()
    };
    let card = html
        .select(&choice)
        .find(|card| text_of(*card, ".choice__title") == name)
        .unwrap_or_else(|| panic!("no panel {name}: {}", page.text));
    let input = card.select(&Selector::parse("input[name=panel]").unwrap()).next().unwrap();
    (input.value().attr("value").unwrap().to_owned(), text_of(card, text))
}
