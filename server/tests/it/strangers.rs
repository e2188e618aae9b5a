//! Every endpoint refuses whoever may not.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use leptos_axum::generate_route_list;
use reqwest::Method;

use crate::support::app::TestApp;
use crate::support::browser::{CLIENT, CLIENT2, Page, STAFF, TestClient};
use crate::support::crawl::{Form, walk};
use crate::support::order::order;

/// What anybody may see.
const PUBLIC_PAGES: [&str; 3] = ["/", "/login", "/register"];
/// What anybody may post.
const PUBLIC_FORMS: [&str; 3] = ["/fn/log_in", "/fn/register", "/logout"];

on_both! {
    async fn every_page_sends_a_stranger_to_the_login(app: TestApp) {
        deliver(app).await;
        let mut paths: BTreeSet<String> = page_addresses();
        for (login, start) in [(STAFF, "/staff"), (CLIENT, "/services"), (CLIENT, "/order")] {
            paths.extend(walk(&app.logged_in(login).await, start).await.paths);
        }
        let stranger = app.stranger();
        for path in paths.iter().filter(|path| !PUBLIC_PAGES.contains(&path.as_str())) {
            let answer = stranger.get(path).await;
            let is_refused = matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
                || answer.location().is_some_and(|to| to.starts_with("/login"));
            assert!(is_refused, "{path} answers a stranger with {}: {}", answer.status, answer.text);
        }
    }

    async fn every_form_of_others_does_nothing_for_a_stranger(app: TestApp) {
        deliver(app).await;
        let forms = forms_of(app, &[(STAFF, "/staff"), (CLIENT, "/services"), (CLIENT, "/order")]).await;
        let before = app.contents().await;
        let stranger = app.stranger();
        for form in &forms {
            let answer = stranger.post_form(&form.action, &form.pairs()).await;
            assert!(is_refused(&answer), "{form:?} answers a stranger with {}", answer.status);
        }
        for path in function_paths() {
            let answer = stranger.post_form(path, &[]).await;
            assert!(!answer.status.is_success(), "{path} answers a stranger with {}", answer.status);
        }
        assert_eq!(app.contents().await, before);
    }

    async fn a_client_stays_out_of_the_staffs_pages_and_forms(app: TestApp) {
        deliver(app).await;
        let staff = walk(&app.logged_in(STAFF).await, "/staff").await;
        let before = app.contents().await;
        let client = app.logged_in(CLIENT).await;
        for path in staff.paths.iter().chain(&page_addresses()).filter(|path| path.starts_with("/staff")) {
            let answer = client.get(path).await;
            let is_refused = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
            assert!(is_refused, "{path} answers a client with {}", answer.status);
        }
        for form in staff.forms.iter().filter(|form| !PUBLIC_FORMS.contains(&form.action.as_str())) {
            let answer = client.post_form(&form.action, &form.pairs()).await;
            assert!(is_refused(&answer), "{form:?} answers a client with {}", answer.status);
        }
        assert_eq!(app.contents().await, before);
    }

    async fn a_client_neither_sees_nor_changes_another_clients_service(app: TestApp) {
        let service = deliver(app).await;
        let own = walk(&app.logged_in(CLIENT).await, &service).await;
        let before = app.contents().await;
        let other = app.logged_in(CLIENT2).await;
        for path in own.paths.iter().filter(|path| path.starts_with(&service)) {
            assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(other.get(&format!("/events{service}")).await.status, StatusCode::NOT_FOUND);
        let id = service.rsplit('/').next().unwrap();
        let about_it = |form: &&Form| form.fields.iter().any(|(_, value)| value == id);
        let forms: Vec<_> = own.forms.iter().filter(about_it).collect();
        assert!(!forms.is_empty(), "a service has no form: {:?}", own.forms);
        for form in forms {
            let answer = other.post_form(&form.action, &form.pairs()).await;
            assert!(is_refused(&answer), "{form:?} answers another client with {}", answer.status);
        }
        assert_eq!(app.contents().await, before);
    }

    async fn a_form_sent_from_another_site_does_nothing(app: TestApp) {
        deliver(app).await;
        let mut forms = forms_of(app, &[(CLIENT, "/services"), (CLIENT, "/order")]).await;
        forms.extend(function_paths().into_iter().map(|path| Form { action: path.to_owned(), fields: vec![] }));
        let before = app.contents().await;
        let client = app.logged_in(CLIENT).await;
        for form in &forms {
            for (header, value) in
                [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
            {
                let answer = Page::read(foreign_post(&client, form).header(header, value)).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{form:?} with {header}: {value}");
            }
        }
        assert_eq!(app.contents().await, before);
        assert_eq!(client.get("/account").await.status, StatusCode::OK, "the client was logged out");
    }
}

/// Gives the pages something to show: a delivered service of the first client; returns its address.
async fn deliver(app: &TestApp) -> String {
    let service = order(&app.logged_in(CLIENT).await, "strangers.demo.test").await;
    app.drain_operations().await;
    service
}

fn foreign_post(browser: &TestClient, form: &Form) -> reqwest::RequestBuilder {
    browser.request(Method::POST, &form.action).form(&form.pairs())
}

fn is_refused(answer: &Page) -> bool {
    let statuses = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
    statuses.contains(&answer.status) || answer.status.is_redirection()
}

/// Every page there is, the first of its kind where it has a number.
fn page_addresses() -> BTreeSet<String> {
    let addresses: BTreeSet<String> = generate_route_list(app::App)
        .iter()
        .map(|page| page.path().split('/').map(|part| if part.starts_with('{') { "1" } else { part }))
        .map(|parts| parts.collect::<Vec<_>>().join("/"))
        .collect();
    assert!(addresses.contains("/staff/pool"), "{addresses:?}");
    addresses
}

/// Every function there is, but for what anybody may post.
fn function_paths() -> Vec<&'static str> {
    let all = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path);
    let paths: Vec<_> = all.filter(|path| !PUBLIC_FORMS.contains(path)).collect();
    assert!(!paths.is_empty());
    paths
}

async fn forms_of(app: &TestApp, people: &[(&str, &str)]) -> Vec<Form> {
    let mut forms = BTreeSet::new();
    for (login, start) in people {
        forms.extend(walk(&app.logged_in(login).await, start).await.forms);
    }
    forms.retain(|form| !PUBLIC_FORMS.contains(&form.action.as_str()));
    assert!(!forms.is_empty(), "no form was found");
    forms.into_iter().collect()
}
