//! A shop and the people in it, each in a browser of their own.

use domain::Date;
use engine::{Settings, worker};
use reqwest::Method;
use serde_json::{Value, json};

use super::reading::{facts, form_with};
use crate::support::app::TestApp;
use crate::support::browser::{CLIENT, CLIENT2, Page, STAFF, TestClient};
use crate::support::order::Wish;

pub const LITE: &str = "ispmanager 6 lite";
pub const NO_PANEL: &str = "No control panel";

/// *VPS Start* with *ispmanager 6 lite* for a month.
pub const fn lite(host_name: &str) -> Wish<'_> {
    Wish { plan: "VPS Start", period: "1", panel: LITE, host_name }
}

pub struct Shop<'a> {
    pub app: &'a TestApp,
    pub client: TestClient,
    pub client2: TestClient,
    pub staff: TestClient,
}

impl<'a> Shop<'a> {
    /// Lets everybody in, and reads the price list as a running Keypool does.
    pub async fn open(app: &'a TestApp) -> Shop<'a> {
        worker::housekeeping(&app.engine).await.unwrap();
        Shop {
            app,
            client: app.logged_in(CLIENT).await,
            client2: app.logged_in(CLIENT2).await,
            staff: app.logged_in(STAFF).await,
        }
    }

    /// Orders, and does everything that follows; returns the address of the service.
    pub async fn deliver(&self, browser: &TestClient, wish: Wish<'_>) -> String {
        let service = wish.order(browser).await;
        self.app.drain_operations().await;
        service
    }

    /// Does what is due by the day, and everything that follows.
    pub async fn keep_house(&self) {
        worker::housekeeping(&self.app.engine).await.unwrap();
        self.app.drain_operations().await;
    }

    /// Does everything that follows, with other timings.
    pub async fn drain_with(&self, settings: Settings) {
        worker::drain(&self.app.engine_with(settings)).await.unwrap();
    }

    /// Deletes a service whose paid time is over, or whose plan deletes at once, and does everything that follows.
    pub async fn delete(&self, browser: &TestClient, service: &str) -> Page {
        let confirm = browser.get(&format!("{service}/delete")).await;
        let form = form_with(&confirm, "Delete the server now");
        let answer = browser.submit(&form.action, &form.pairs()).await;
        self.app.drain_operations().await;
        answer
    }

    /// Presses a button on a page and reads where it leads.
    pub async fn press(&self, browser: &TestClient, path: &str, button: &str) -> Page {
        let form = form_with(&browser.get(path).await, button);
        browser.submit(&form.action, &form.pairs()).await
    }

    /// The license key of a service, as its client asks for it.
    pub async fn key(&self, browser: &TestClient, service: &str) -> String {
        let page = self.press(browser, service, "Show key").await;
        page.words("#license-key").expect("the key is shown")
    }

    /// The staff's page of a service.
    pub async fn staff_service(&self, service: &str) -> Page {
        self.staff.get(&format!("/staff{service}")).await
    }

    /// The address of the operation that last worked on a service.
    pub async fn operation(&self, service: &str) -> String {
        let page = self.staff_service(service).await;
        page.attribute("main a[href^='/staff/operations/']", "href").expect("a service has an operation")
    }

    /// The pool as staff see it.
    pub async fn pool(&self) -> Page {
        self.staff.get("/staff/pool").await
    }

    /// Lets the tariffs delete at once from now on, and what they have sold too.
    pub async fn delete_at_once(&self) {
        self.app.execute("UPDATE tariffs SET delete_mode = 'at_once'").await;
        self.app.execute("UPDATE services SET delete_mode = 'at_once'").await;
    }

    /// The license server's licenses.
    pub fn licenses(&self) -> Vec<Value> {
        self.list("licenses")
    }

    /// What the license server was paid.
    pub fn charges(&self) -> Vec<Value> {
        self.list("charges")
    }

    /// The address of the only server there is.
    pub fn address(&self) -> String {
        let vms = self.list("vms");
        assert_eq!(vms.len(), 1, "{vms:?}");
        vms[0]["ip"].as_str().unwrap().to_owned()
    }

    /// The requests that went to the license server.
    pub fn license_server_requests(&self) -> Vec<Value> {
        self.list("requests").into_iter().filter(|request| request["service"] == "billmgr").collect()
    }

    fn list(&self, name: &str) -> Vec<Value> {
        self.app.sandbox_state()[name].as_array().unwrap().clone()
    }

    /// The business day.
    pub fn today(&self) -> Date {
        self.app.sandbox_state()["today"].as_str().unwrap().parse().unwrap()
    }

    /// `POST /sandbox/balance`
    pub async fn set_license_server_balance(&self, balance: &str) {
        let body = json!({ "account": sandbox::RESELLER, "balance": balance }).to_string();
        let control = TestClient::new(&self.app.sandbox.url());
        let answer = Page::read(control.request(Method::POST, "/sandbox/balance").body(body)).await;
        assert!(answer.status.is_success(), "{}", answer.text);
    }

    /// Orders *ispmanager 6 lite* for a year at the license server, past Keypool, as a person may.
    pub async fn order_by_hand(&self, name: &str, address: &str) {
        self.by_hand(&[
            ("func", "soft.order.param"),
            ("clicked_button", "finish"),
            ("pricelist", "55227"),
            ("period", "12"),
            ("ip", address),
            ("licname", name),
            ("autoprolong", "null"),
            ("skipbasket", "on"),
            ("sok", "ok"),
        ])
        .await;
    }

    /// A license's card at the license server, read past Keypool: the only place there that shows its key.
    pub async fn card_by_hand(&self, license: &str) -> String {
        self.by_hand(&[("func", "soft.edit"), ("elid", license)]).await
    }

    /// Calls the license server past Keypool; what it answers.
    pub async fn by_hand(&self, fields: &[(&str, &str)]) -> String {
        let login = format!("{}:{}", sandbox::RESELLER, sandbox::RESELLER_PASSWORD);
        let fields = [&[("authinfo", login.as_str()), ("out", "json")], fields].concat();
        let there = TestClient::new(&self.app.sandbox.url());
        let answer = Page::read(there.request(Method::POST, "/billmgr").form(&fields)).await;
        assert!(answer.status.is_success() && !answer.text.contains(r#""error""#), "{}", answer.text);
        answer.text
    }

    /// That a service is delivered with its panel, and what it says of both.
    pub async fn is_active(&self, browser: &TestClient, service: &str) {
        let page = browser.get(service).await;
        assert_eq!(page.words("h1 .badge").as_deref(), Some("Active"), "{service}: {}", page.text);
        let panel = facts(&page, "Control panel");
        assert_eq!(panel.get("Status").map(String::as_str), Some("Active"), "{service}: {panel:?}");
    }

    /// That a service is delivered and waits for its panel, in a client's words.
    pub async fn is_pending(&self, browser: &TestClient, service: &str, how_it_goes_on: &str) {
        let page = browser.get(service).await;
        assert_eq!(page.words("h1 .badge").as_deref(), Some("Active"), "{service}: {}", page.text);
        let panel = facts(&page, "Control panel");
        assert_eq!(panel.get("Status").map(String::as_str), Some("Control panel pending"));
        let pending = "The server is ready. Its control panel follows as soon as its license is there.";
        assert_eq!(page.words(".note--info").as_deref(), Some(pending));
        assert_eq!(page.words(".steps .step__text").as_deref(), Some(how_it_goes_on), "{}", page.text);
        let list = browser.get("/services").await;
        let host = page.words("h1").unwrap().replace(" Active", "");
        let row = super::reading::rows(&list).into_iter().find(|row| row[0].starts_with(&host)).unwrap();
        assert_eq!(row[3], format!("{LITE} Control panel pending"));
    }

    /// That no task waits for a person, whatever else staff are told of, as of a charge that nothing here explains.
    pub async fn nothing_waits(&self) {
        let tasks = self.staff.get("/staff/tasks").await;
        let is_said = ["Nothing waits for you", "No task"].iter().any(|words| tasks.text.contains(words));
        assert!(is_said, "{:?}", super::reading::rows(&tasks));
    }
}

/// A day as pages write it.
pub fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// The first day on which a license may be changed again after a change on this day.
pub fn more_than_a_month_after(date: Date) -> Date {
    use jiff::ToSpan;
    date.saturating_add(1.month()).saturating_add(1.day())
}

/// A day of the license server.
pub fn date_of(license: &Value, name: &str) -> Date {
    license[name].as_str().unwrap_or_else(|| panic!("no {name}: {license}")).parse().unwrap()
}
