//! What only its owner may see.

use axum::http::StatusCode;
use reqwest::Method;

use super::reading::{form_with, rows};
use super::shop::{Shop, lite};
use crate::support::browser::{Page, TestClient};
use crate::support::crawl::walk;
use crate::support::log::Log;

on_both! {
    async fn key_and_password_are_shown_to_their_owner_who_asks_and_stand_nowhere_else(app: TestApp) {
        let log = Log::listen();
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let shown = shop.press(&shop.client, &service, "Show password").await;
        let password = shown.words("#root-password").expect("the password is shown");
        assert!(password.len() >= 12, "{password}");
        assert_eq!(shown.words("#license-key"), None, "nobody asked for the key");
        let key = shop.key(&shop.client, &service).await;
        let secrets = [key.as_str(), password.as_str()];

        // The answer shows it once; a reload hides it.
        hides(&shop.client.get(&service).await, &secrets);
        for (browser, start) in [(&shop.client, "/services"), (&shop.client2, "/services"), (&shop.staff, "/staff")] {
            let walk = walk(browser, start).await;
            let shown = if start == "/staff" { "/staff/operations/1" } else { "/order" };
            assert!(walk.paths.contains(shown), "{:?}", walk.paths);
            for path in &walk.paths {
                hides(&browser.get(path).await, &secrets);
            }
        }
        asked_by_others(&shop, &service, &secrets).await;

        let (rows, _) = app.contents().await;
        for (table, rows) in rows {
            for row in rows {
                assert!(!secrets.iter().any(|secret| row.contains(secret)), "{table} keeps a secret in the clear");
            }
        }
        let log = log.text();
        assert!(log.contains("log_in"), "nothing was logged");
        let told = log.lines().find(|line| secrets.iter().any(|secret| line.contains(secret)));
        assert_eq!(told, None, "a secret was logged");
    }

    async fn a_client_sees_nothing_of_another_clients_service(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        for path in [service.clone(), format!("{service}/delete"), format!("/staff{service}")] {
            let page = shop.client2.get(&path).await;
            assert!([StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&page.status), "{path}: {}", page.status);
            assert!(!page.text.contains("web-1.demo.test"), "{path}");
        }
        assert_eq!(rows(&shop.client2.get("/services").await).len(), 0);
        assert_eq!(shop.client.get(&service).await.status, StatusCode::OK);
    }
}

/// Strangers, other clients and staff ask in every way; nobody is shown anything.
async fn asked_by_others(shop: &Shop<'_>, service: &str, secrets: &[&str]) {
    let page = shop.client.get(service).await;
    let stranger = shop.app.stranger();
    for button in ["Show key", "Show password"] {
        let form = form_with(&page, button);
        for browser in [&shop.client2, &shop.staff, &stranger] {
            hides(&browser.submit(&form.action, &form.pairs()).await, secrets);
            hides(&browser.get(service).await, secrets);
            hides(&browser.get(&format!("/staff{service}")).await, secrets);
        }
        // A link cannot ask, not even its owner's.
        let link = format!("{}?service={}", form.action, service.rsplit('/').next().unwrap());
        hides(&get_and_follow(&shop.client, &link).await, secrets);
        hides(&shop.client.get(service).await, secrets);
    }
}

async fn get_and_follow(browser: &TestClient, path: &str) -> Page {
    let page = Page::read(browser.request(Method::GET, path)).await;
    match page.location() {
        Some(next) => browser.get(next).await,
        None => page,
    }
}

fn hides(page: &Page, secrets: &[&str]) {
    assert!(!secrets.iter().any(|secret| page.text.contains(secret)), "a page shows a secret: {}", page.text);
}
