//! Coming in and going out.

use axum::http::StatusCode;
use reqwest::Method;

use crate::support::browser::{CLIENT, Page, STAFF, TestClient};

on_both! {
    async fn an_unknown_user_and_a_wrong_password_get_the_same_answer(app: TestApp) {
        let unknown = refused(&app.stranger(), "nobody@demo.test").await;
        let wrong = refused(&app.stranger(), STAFF).await;
        assert_eq!(unknown, wrong);
    }

    async fn each_role_comes_in_at_its_own_start_page(app: TestApp) {
        for (login, start) in [(STAFF, "/staff"), (CLIENT, "/services")] {
            let browser = app.stranger();
            let fields = [("login", login), ("password", "keypool-demo"), ("next", "")];
            let answer = browser.post_form("/fn/log_in", &fields).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, Some(start)));
            assert_eq!(browser.get(start).await.status, StatusCode::OK);
        }
    }

    async fn a_login_leads_back_to_the_page_that_was_asked_for_but_never_off_this_site(app: TestApp) {
        for (next, leads_to) in [("/account", "/account"), ("//evil.example/", "/services")] {
            let fields = [("login", CLIENT), ("password", "keypool-demo"), ("next", next)];
            let answer = app.stranger().post_form("/fn/log_in", &fields).await;
            assert_eq!(answer.header("location"), Some(leads_to));
        }
    }

    async fn the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(app: TestApp) {
        let cookie = session_cookie(&app.stranger(), CLIENT).await;
        assert!(cookie.starts_with("keypool_session="), "{cookie}");
        for word in ["HttpOnly", "SameSite=Lax", "Max-Age=43200", "Path=/"] {
            assert!(cookie.contains(word), "{word} is missing in {cookie}");
        }
        assert!(!cookie.contains("Secure"), "over http a Secure cookie would not come back: {cookie}");
    }

    async fn a_session_planted_before_the_login_is_worth_nothing_after_it(app: TestApp) {
        let browser = app.stranger();
        let planted = planted_session(&browser).await;
        let after = session_cookie(&browser, CLIENT).await;
        assert!(!after.starts_with(&planted), "the session kept its id over the login");
    }

    async fn after_the_logout_the_old_cookie_opens_nothing(app: TestApp) {
        let browser = app.stranger();
        let cookie = session_cookie(&browser, CLIENT).await;
        let cookie = cookie.split(';').next().unwrap();
        let replayed = || TestClient::new(&app.base).request(Method::GET, "/account").header("cookie", cookie);
        assert_eq!(Page::read(replayed()).await.status, StatusCode::OK);
        let out = browser.post_form("/logout", &[]).await;
        assert_eq!((out.status, out.location()), (StatusCode::FOUND, Some("/login")));
        let answer = Page::read(replayed()).await;
        assert_eq!(answer.location().map(|to| to.starts_with("/login")), Some(true), "{answer:?}");
    }
}

/// What a refused login shows, but for the login itself.
async fn refused(browser: &TestClient, login: &str) -> (StatusCode, Option<String>, Option<String>) {
    let fields = [("login", login), ("password", "wrong"), ("next", "")];
    let answer = browser.post_form("/fn/log_in", &fields).await;
    let page = browser.submit("/fn/log_in", &fields).await;
    assert_eq!(page.attribute("[name=login]", "value").as_deref(), Some(login), "what was typed is gone");
    assert_eq!(page.attribute("[name=password]", "value").unwrap_or_default(), "");
    let words = page.words("[role=alert]");
    assert!(words.is_some(), "nothing says that the login was refused: {}", page.text);
    (answer.status, answer.location().map(ToOwned::to_owned), words)
}

/// The cookie that a login sets.
async fn session_cookie(browser: &TestClient, login: &str) -> String {
    let fields = [("login", login), ("password", "keypool-demo"), ("next", "")];
    let answer = browser.post_form("/fn/log_in", &fields).await;
    answer.header("set-cookie").expect("a login sets a cookie").to_owned()
}

/// The `name=value` of a session from before the login.
async fn planted_session(browser: &TestClient) -> String {
    let fields = [("login", "nobody@demo.test"), ("password", "wrong"), ("next", "")];
    let answer = browser.post_form("/fn/log_in", &fields).await;
    let cookie = answer.header("set-cookie").expect("a refused form is kept in a session");
    cookie.split(';').next().unwrap().to_owned()
}
