//! What every answer carries, and what every request must be.

use axum::http::StatusCode;
use reqwest::Method;
use scraper::Selector;

use crate::support::browser::{CLIENT, Page, STAFF};

on_both! {
    async fn an_unknown_address_is_a_page_with_its_status(app: TestApp) {
        let browser = app.stranger();
        let page = browser.get("/no/such/page").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.words("h1").is_some(), "{}", page.text);
        assert_eq!(browser.post_form("/no/such/form", &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/pkg/no-such-file.js").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/pkg/../../keys").await.status, StatusCode::NOT_FOUND);
    }

    async fn a_page_is_kept_by_no_cache_and_framed_by_nobody(app: TestApp) {
        let page = app.logged_in(CLIENT).await.get("/account").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(page.header("referrer-policy"), Some("same-origin"));
        assert!(page.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
        assert_eq!(page.header("x-request-id").map(str::len), Some(32));
    }

    async fn inline_scripts_carry_the_nonce_of_their_own_answer(app: TestApp) {
        let browser = app.logged_in(STAFF).await;
        let (first, second) = (browser.get("/staff").await, browser.get("/staff").await);
        assert_ne!(nonce(&first), nonce(&second), "a nonce is used once");
        let inline = Selector::parse("script:not([src])").unwrap();
        let html = first.html();
        let scripts: Vec<_> = html.select(&inline).collect();
        assert!(!scripts.is_empty(), "the page has no script that wakes its islands");
        for script in scripts {
            assert_eq!(script.value().attr("nonce"), Some(nonce(&first).as_str()), "{}", script.html());
        }
        assert!(!first.text.contains(" style=\""), "the policy forbids inline styles");
    }

    async fn an_error_told_by_the_address_is_never_shown(app: TestApp) {
        let answer = app.stranger().get("/login?__path=%2Ffn%2Flog_in&next=%2Faccount&__err=eyJ4IjoxfQ").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), Some("/login?next=%2Faccount"));
    }

    async fn a_request_larger_than_the_limit_is_refused(app: TestApp) {
        let large = "x".repeat(1_100_000);
        let fields = [("login", large.as_str()), ("password", "x"), ("next", "")];
        let answer = app.stranger().post_form("/fn/log_in", &fields).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    }

    async fn a_style_sheet_is_sent_again_only_when_its_contents_changed(app: TestApp) {
        let browser = app.stranger();
        let first = browser.get("/pkg/keypool.css").await;
        assert_eq!(first.status, StatusCode::OK);
        assert_eq!(first.header("cache-control"), Some("no-cache"));
        let tag = first.header("etag").unwrap().to_owned();
        let again = browser.request(Method::GET, "/pkg/keypool.css").header("if-none-match", &tag);
        assert_eq!(Page::read(again).await.status, StatusCode::NOT_MODIFIED);
        let other = browser.request(Method::GET, "/pkg/keypool.css").header("if-none-match", "\"other\"");
        assert_eq!(Page::read(other).await.text, first.text);
    }

    async fn a_page_travels_compressed_to_who_can_read_it(app: TestApp) {
        let request = app.stranger().request(Method::GET, "/login").header("accept-encoding", "br");
        let answer = request.send().await.unwrap();
        assert_eq!(answer.headers().get("content-encoding").unwrap(), "br");
    }
}

fn nonce(page: &Page) -> String {
    let policy = page.header("content-security-policy").unwrap();
    let (_, rest) = policy.split_once("'nonce-").unwrap();
    rest.split_once('\'').unwrap().0.to_owned()
}
