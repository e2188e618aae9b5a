//! Staff who look at what a client sees.

use axum::http::StatusCode;

use crate::main_job::reading::{form_with, history, one, rows};
use crate::main_job::shop::{Shop, lite};
use crate::support::browser::TestClient;
use crate::support::crawl::walk;
use crate::support::order::order_form;

const MARK: &str = "You see what Demo client sees.";

/// Begins a look at the first client; returns the client's page.
async fn look(staff: &TestClient) -> String {
    let list = staff.get("/staff/clients?q=client@demo.test").await;
    let page = list.attribute("td.table__main a", "href").unwrap();
    let form = form_with(&staff.get(&page).await, "Log in");
    let answer = staff.post_form(&form.action, &form.pairs()).await;
    assert_eq!(answer.location(), Some("/services"));
    page
}

on_both! {
    async fn staff_see_what_the_client_sees_with_a_mark_on_every_page(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        assert_eq!(shop.staff.get("/services").await.status, StatusCode::FORBIDDEN, "not before it is asked for");
        let page = look(&shop.staff).await;
        let own = walk(&shop.client, "/services").await;
        assert!(own.paths.contains(&service) && own.paths.contains("/account"), "{:?}", own.paths);
        for path in &own.paths {
            let (seen, theirs) = (shop.staff.get(path).await, shop.client.get(path).await);
            assert_eq!(seen.status, StatusCode::OK, "{path}");
            assert!(one(&seen, ".site-notice").starts_with(MARK), "{path}");
            assert_eq!(seen.words("h1"), theirs.words("h1"), "{path}");
            assert_eq!(seen.words(".topbar__balance"), theirs.words(".topbar__balance"), "{path}");
        }
        assert_eq!(rows(&shop.staff.get("/account").await), rows(&shop.client.get("/account").await));
        // The staff's own pages stay the staff's.
        assert_eq!(shop.staff.get("/staff/clients").await.status, StatusCode::OK);

        let happened = history(&shop.staff.get(&page).await);
        assert_eq!(happened[0], "Looked at as this client sees it by Demo staff");
        let back = form_with(&shop.staff.get("/account").await, "Back to staff");
        let answer = shop.staff.post_form(&back.action, &back.pairs()).await;
        assert_eq!(answer.location(), Some(page.as_str()));
        assert_eq!(shop.staff.get("/services").await.status, StatusCode::FORBIDDEN);
    }

    async fn who_looks_changes_nothing_and_is_shown_no_secret(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let key = shop.key(&shop.client, &service).await;
        let mut forms = walk(&shop.client, "/services").await.forms;
        forms.insert(order_form(&shop.client).await.with("hostname", "more.demo.test"));
        forms.retain(|form| form.action != "/logout");
        let actions: Vec<_> = forms.iter().map(|form| form.action.as_str()).collect();
        for function in ["show_key", "show_password", "renew_service", "delete_service", "place_order", "set_auto_renewal"] {
            assert!(actions.contains(&format!("/fn/{function}").as_str()), "{function} is not among {actions:?}");
        }
        look(&shop.staff).await;
        let before = app.contents().await;
        for form in &forms {
            shop.staff.post_form(&form.action, &form.pairs()).await;
            let answer = shop.staff.get("/services").await;
            assert!(one(&answer, "[role=alert]").starts_with("You only look at what Demo client sees"), "{form:?}");
        }
        let shown = shop.staff.get(&service).await;
        assert!(!shown.text.contains(&key) && shown.words("#license-key").is_none());
        assert_eq!(app.contents().await, before);
    }

    async fn a_client_looks_as_nobody(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        for client in ["1", "2"] {
            shop.client2.post_form("/fn/look_as_client", &[("client", client)]).await;
            assert_eq!(shop.client2.get(&service).await.status, StatusCode::NOT_FOUND);
        }
        assert!(!shop.client2.get("/services").await.text.contains("You see what"));
    }
}
