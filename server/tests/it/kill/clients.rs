//! Clients who order by the form, and send it again until they hear what became of it.

use std::time::{Duration, Instant};

use domain::{OrderId, TariffId, ValueId};
use engine::actions::{self, NewRole, Newcomer, Payment};
use engine::{Caller, reads};
use futures::future::join_all;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use reqwest::{Method, RequestBuilder};

use super::installation::Installation;
use crate::support::app::password;
use crate::support::browser::{CLIENT, CLIENT2, PASSWORD, Page, TestClient};
use crate::support::crawl::{Form, forms};

/// Who orders; the latter two come after the demo's clients.
pub const LOGINS: [&str; 4] = [CLIENT, CLIENT2, "client3@demo.test", "client4@demo.test"];
/// What each is given: enough.
const FUNDS: &str = "5000";
/// How long an order may take, deaths included.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long a client thinks before the next order, in milliseconds.
const THINKS_MS: std::ops::Range<u64> = 50..900;

/// What somebody wants to have.
pub struct Wish {
    tariff: TariffId,
    period: &'static str,
    panel: ValueId,
    host_name: String,
}

impl Wish {
    /// Mostly ispmanager lite for a month, which is bought for a year.
    pub async fn mix(installation: &Installation, count: usize) -> Vec<Self> {
        let plain = Plan::named(installation, "VPS Start").await;
        (0..count).map(|number| plain.wish(number, "kill")).collect()
    }

    /// The same in a domain of this name; every fifth of a plan whose panels a recipe installs.
    pub async fn mix_with_recipes(installation: &Installation, count: usize, domain: &str) -> Vec<Self> {
        let plain = Plan::named(installation, "VPS Start").await;
        let with_recipe = Plan::named(installation, "VPS Business").await;
        let plan = |number| if number % 5 == 2 { &with_recipe } else { &plain };
        (0..count).map(|number| plan(number).wish(number, domain)).collect()
    }
}

/// A tariff plan and two of its panels.
struct Plan {
    tariff: TariffId,
    lite: ValueId,
    pro: ValueId,
}

impl Plan {
    async fn named(installation: &Installation, name: &str) -> Self {
        let engine = &installation.engine;
        let client = caller(installation, CLIENT).await;
        let cards = reads::order_page(engine, client).await.unwrap();
        let tariff = cards.iter().find(|card| card.name == name).unwrap().id;
        let offer = reads::order_form(engine, client, tariff).await.unwrap().offer.unwrap();
        let values: Vec<_> = offer.prices.options.iter().flat_map(|option| &option.values).collect();
        let value = |name: &str| values.iter().find(|value| value.name == name).unwrap().value;
        Self { tariff, lite: value("ispmanager 6 lite"), pro: value("ispmanager 6 pro") }
    }

    fn wish(&self, number: usize, domain: &str) -> Wish {
        let (panel, period) = match number % 10 {
            3 => (self.pro, "1"),
            6 => (self.lite, "3"),
            9 => (self.pro, "12"),
            _ => (self.lite, "1"),
        };
        Wish { tariff: self.tariff, period, panel, host_name: format!("host-{number}.{domain}.test") }
    }
}

/// A client in front of a browser.
pub struct Shopper {
    browser: TestClient,
}

impl Shopper {
    /// Everybody with money and logged in, at one of the processes each.
    pub async fn open_shops(installation: &Installation, urls: &[String]) -> Vec<Self> {
        Self::open_shops_with(installation, urls, FUNDS).await
    }

    /// The same with so much money each.
    pub async fn open_shops_with(installation: &Installation, urls: &[String], funds: &str) -> Vec<Self> {
        let mut shoppers = Vec::new();
        for (login, url) in LOGINS.iter().zip(urls.iter().cycle()) {
            let browser = TestClient::new(url);
            give_money(installation, login, funds).await;
            browser.login(login).await;
            shoppers.push(Self { browser });
        }
        shoppers
    }

    /// Places an order, however often the process dies meanwhile; returns the address of the service.
    pub async fn place(&self, wish: &Wish) -> String {
        let begun = Instant::now();
        let form = loop {
            if let Some(form) = self.form(wish).await {
                break form;
            }
            assert!(begun.elapsed() < PATIENCE, "there is no order form for {}", wish.host_name);
            tokio::time::sleep(Duration::from_millis(30)).await;
        };
        loop {
            let request = self.browser.request(Method::POST, &form.action);
            let request = request.header("sec-fetch-site", "same-origin").form(&form.pairs());
            let answer = attempt(request).await;
            if let Some(answer) = answer.filter(|answer| !answer.status.is_server_error()) {
                let service = answer.location().unwrap_or_default();
                assert!(service.starts_with("/services/"), "{form:?} leads to {answer:?}");
                return service.to_owned();
            }
            assert!(begun.elapsed() < PATIENCE, "{} cannot be ordered", wish.host_name);
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Sends the form of one of a service's pages with fields filled in, once; says whether it got an answer.
    pub async fn send(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> bool {
        let Some(page) = attempt(self.browser.request(Method::GET, page)).await else { return false };
        let Some(form) = forms(&page.html()).into_iter().find(|form| form.action == action) else {
            return false;
        };
        let form = fields.iter().fold(form, |form, (name, value)| form.with(name, value));
        let request = self.browser.request(Method::POST, action).header("sec-fetch-site", "same-origin");
        let answer = attempt(request.form(&form.pairs())).await;
        answer.is_some_and(|answer| answer.status.is_redirection())
    }

    async fn form(&self, wish: &Wish) -> Option<Form> {
        let page = attempt(self.browser.request(Method::GET, &format!("/order/{}", wish.tariff))).await?;
        if page.status.is_server_error() {
            return None;
        }
        let all = forms(&page.html());
        let form = all.into_iter().find(|form| form.fields.iter().any(|(name, _)| name == "hostname"));
        let form = form.unwrap_or_else(|| panic!("no order form: {page:?}"));
        let form = form.with("period", wish.period).with("panel", &wish.panel.to_string());
        Some(form.with("hostname", &wish.host_name))
    }
}

/// An answer, if one comes whole.
async fn attempt(request: RequestBuilder) -> Option<Page> {
    let response = request.timeout(Duration::from_secs(20)).send().await.ok()?;
    let (status, headers) = (response.status(), response.headers().clone());
    Some(Page { status, headers, text: response.text().await.ok()? })
}

/// Everybody orders at once, one thing after another; returns the addresses of the services.
pub async fn place_all(shoppers: &[Shopper], wishes: Vec<Wish>, rng: &mut StdRng) -> Vec<String> {
    let mut shares: Vec<Vec<Wish>> = shoppers.iter().map(|_| Vec::new()).collect();
    for (number, wish) in wishes.into_iter().enumerate() {
        shares[number % shoppers.len()].push(wish);
    }
    let shopping = shoppers.iter().zip(shares).map(|(shopper, share)| {
        let mut rng = StdRng::seed_from_u64(rng.random());
        async move {
            let mut placed = Vec::new();
            for wish in share {
                tokio::time::sleep(Duration::from_millis(rng.random_range(THINKS_MS))).await;
                placed.push(shopper.place(&wish).await);
            }
            placed
        }
    });
    join_all(shopping).await.concat()
}

async fn give_money(installation: &Installation, login: &str, funds: &str) {
    let engine = &installation.engine;
    if store::users::find_by_login(engine.db(), login).await.unwrap().is_none() {
        let role = NewRole::Client(domain::Currency::EUR);
        let new = Newcomer { login, name: login, password: password(PASSWORD), role };
        actions::add_user(engine, Caller::Operator, new).await.unwrap();
    }
    let Caller::Client { client, .. } = caller(installation, login).await else { unreachable!() };
    let payment = Payment { client, amount: funds, note: "For many servers", one_time_key: "many-servers" };
    actions::add_funds(engine, Caller::Operator, &payment).await.unwrap();
}

/// Who is logged in by this name.
pub async fn caller(installation: &Installation, login: &str) -> Caller {
    let user = store::users::find_by_login(installation.engine.db(), login).await.unwrap().unwrap();
    Caller::Client { user: user.id, client: user.client_id.unwrap() }
}

/// Checks that each order was charged once, at its price, and nothing else was; and that balances add up.
pub async fn check_money(installation: &Installation, orders: usize) {
    let db = installation.engine.db();
    let mut charged: Vec<OrderId> = Vec::new();
    for login in LOGINS {
        let Caller::Client { client, .. } = caller(installation, login).await else { unreachable!() };
        let balance = store::clients::find(db, client).await.unwrap().unwrap().balance;
        let total = store::ledger::total(db, client).await.unwrap();
        assert_eq!(balance.minor(), total, "balance and ledger of {login}");
        for entry in store::ledger::page(db, client, 1_000, 0).await.unwrap() {
            let Some(service) = entry.service_id else {
                assert!(!entry.amount.is_negative(), "charged for nothing: {entry:#?}");
                continue;
            };
            let order = store::orders::of_service(db, service).await.unwrap().unwrap();
            assert_eq!((entry.order_id, order.client_id), (Some(order.id), client), "{entry:#?}");
            assert_eq!(entry.amount, order.total.checked_neg().unwrap(), "{entry:#?}");
            charged.push(order.id);
        }
    }
    assert_eq!(charged.len(), orders, "charges: {charged:?}");
    charged.sort_unstable();
    charged.dedup();
    assert_eq!(charged.len(), orders, "orders charged: {charged:?}");
}
