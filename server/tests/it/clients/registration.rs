//! How strangers become clients.

use axum::http::StatusCode;
use engine::settings::Shop;
use engine::{Caller, Settings, reads};
use reqwest::Method;

use crate::main_job::reading::{form_with, one, rows};
use crate::support::app::{TestApp, settings};
use crate::support::browser::{Page, STAFF, TestClient};
use crate::support::order::order;

const CREATE: &str = "Create the account";

async fn send(browser: &TestClient, name: &str, email: &str, password: &str) -> Page {
    let form = form_with(&browser.get("/register").await, CREATE);
    let form = form.with("name", name).with("email", email).with("password", password);
    browser.submit(&form.action, &form.pairs()).await
}

on_both! {
    async fn a_stranger_registers_is_logged_in_and_led_to_the_offers(app: TestApp) {
        let browser = app.stranger();
        let login = browser.get("/login?next=/order/1").await;
        assert_eq!(one(&login, ".login__card .muted"), "To order, log in or create an account.");
        let register = login.attribute(".login__foot a", "href").unwrap();
        assert_eq!(register, "/register?next=/order/1");
        let page = browser.get("/register").await;
        assert_eq!(one(&page, "#password-help"), "At least 8 characters.");
        let form = form_with(&page, CREATE).with("name", "Нина").with("email", " Nina@Demo.Test ");
        let form = form.with("password", "keypool-demo");
        let answer = browser.post_form(&form.action, &form.pairs()).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, Some("/order")));
        let offers = browser.get("/order").await;
        assert_eq!(one(&offers, "[role=status]"), "Welcome, Нина: your account is there. Choose what to order.");
        assert_eq!(offers.words(".topbar__balance").as_deref(), Some("0.00 EUR"));
        app.logged_in("nina@demo.test").await;

        let staff = app.logged_in(STAFF).await;
        let found = rows(&staff.get("/staff/clients?q=НИНА").await);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0][1..6], ["Нина", "Nina@Demo.Test", "0.00 EUR", "0", "0"]);
    }

    async fn who_has_an_account_is_led_on_and_a_registration_leads_back(app: TestApp) {
        let browser = app.stranger();
        let page = browser.get("/register?next=/order/1").await;
        let form = form_with(&page, CREATE).with("name", "Nina").with("email", "nina@demo.test");
        let form = form.with("password", "keypool-demo");
        assert_eq!(browser.post_form(&form.action, &form.pairs()).await.location(), Some("/order/1"));
        assert_eq!(browser.get("/register").await.location(), Some("/services"));
        let elsewhere = app.stranger();
        let fields = [("name", "Eve"), ("email", "eve@demo.test"), ("password", "keypool-demo"), ("next", "//evil.example")];
        assert_eq!(elsewhere.post_form("/fn/register", &fields).await.location(), Some("/order"));
    }

    async fn an_address_that_has_an_account_is_refused_alike_whoever_has_it(app: TestApp) {
        let first = app.stranger();
        send(&first, "Nina", "nina@demo.test", "keypool-demo").await;
        let before = accounts(app).await;
        for email in ["NINA@demo.test", "client@demo.test", STAFF] {
            let browser = app.stranger();
            let answer = send(&browser, "Nina", email, "another password").await;
            let told = "No account can be made with this address. If it is yours, log in with it.";
            assert_eq!(one(&answer, "#email-error"), told, "{email}");
            assert_eq!(answer.attribute("#email", "value").as_deref(), Some(email), "what was typed is gone");
            assert_eq!(answer.attribute("#password", "value"), None, "a password is never filled in");
            assert_eq!(browser.get("/account").await.location(), Some("/login?next=/account"));
        }
        assert_eq!(accounts(app).await, before);
    }

    async fn everything_that_is_wrong_is_told_beside_its_field(app: TestApp) {
        let answer = send(&app.stranger(), " ", "nina", "short").await;
        assert_eq!(one(&answer, "#name-error"), "Enter a name.");
        assert_eq!(one(&answer, "#email-error"), "An e-mail address looks like name@example.com.");
        assert_eq!(one(&answer, "#password-error"), "A password has at least 8 characters.");
        let missing = send(&app.stranger(), "Nina", "", "keypool-demo").await;
        assert_eq!(one(&missing, "#email-error"), "Enter an e-mail address.");
    }

    async fn so_many_try_from_one_address_and_what_a_browser_says_of_itself_is_not_believed(app: TestApp) {
        let browser = app.stranger();
        let post = async |from: &str, number: usize| {
            let email = format!("nina{number}@demo.test");
            let fields = [("name", "Nina"), ("email", email.as_str()), ("password", "keypool-demo"), ("next", "")];
            let request = app.stranger().request(Method::POST, "/fn/register").header("x-forwarded-for", from);
            Page::read(request.header("sec-fetch-site", "same-origin").form(&fields)).await
        };
        // Between us and the browser stands a proxy of ours, which adds what it sees at the end.
        for number in 0..10 {
            let answer = post(&format!("203.0.113.{number}, 192.0.2.7"), number).await;
            assert_eq!(answer.location(), Some("/order"), "{number}");
        }
        assert_eq!(post("203.0.113.99, 192.0.2.7", 10).await.location(), Some("/register"));
        assert_eq!(post("192.0.2.8", 11).await.location(), Some("/order"), "somebody else may");
        drop(browser);
        assert_eq!(accounts(app).await.len(), 2 + 11);
    }

    async fn a_new_client_orders_as_soon_as_it_has_funds(app: TestApp) {
        let browser = app.stranger();
        send(&browser, "Nina", "nina@demo.test", "keypool-demo").await;
        let staff = app.logged_in(STAFF).await;
        let page = staff.get("/staff/clients?q=nina").await.attribute("td.table__main a", "href").unwrap();
        let funds = form_with(&staff.get(&page).await, "Add funds").with("amount", "100").with("note", "Cash");
        staff.submit(&funds.action, &funds.pairs()).await;
        let service = order(&browser, "nina.demo.test").await;
        app.drain_operations().await;
        assert_eq!(browser.get(&service).await.words("h1 .badge").as_deref(), Some("Active"));
        let seen = staff.get(&page).await;
        assert!(seen.text.contains("nina.demo.test"), "its order and its service stand on its page");
    }
}

/// Every client, by name and e-mail.
async fn accounts(app: &TestApp) -> Vec<(String, String)> {
    let wanted = reads::ClientsWanted {
        search: "",
        sort: reads::ClientsSort::Id,
        descending: false,
        limit: 100,
        offset: 0,
    };
    let page = reads::clients(&app.engine, Caller::Operator, &wanted).await.unwrap();
    page.lines.into_iter().map(|line| (line.name, line.email.to_string())).collect()
}

mod switched_off {
    use super::*;
    use crate::support::app::spawn_app_with_settings;
    use crate::support::database::Database;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn without_registration_nobody_registers_and_no_page_offers_it() {
        let shop = Shop { registration: false, ..Shop::default() };
        let app = spawn_app_with_settings(Database::Sqlite, Settings { shop, ..settings() }).await;
        let page = app.stranger().get("/register").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert_eq!(one(&page, "h1"), "Accounts are made by the provider here");
        let login = app.stranger().get("/login?next=/order").await;
        assert_eq!(one(&login, ".login__card .muted"), "To order, log in.");
        assert!(!login.text.contains("/register"));
        let fields = [("name", "Nina"), ("email", "nina@demo.test"), ("password", "keypool-demo")];
        app.stranger().post_form("/fn/register", &fields).await;
        assert_eq!(accounts(&app).await.len(), 2);
        app.finish().await;
    }
}
