//! Orders that are refused: what is wrong stands at its field, what was typed is still there, no balance is overdrawn.

use axum::http::StatusCode;

use super::reading::{all, one, rows};
use super::shop::{NO_PANEL, Shop, lite};
use crate::support::browser::{CLIENT, Page, TestClient};
use crate::support::crawl::Form;
use crate::support::order::{Wish, form_of, panel_value, send};

on_both! {
    async fn a_host_name_that_is_none_is_explained_at_its_field(app: TestApp) {
        let shop = Shop::open(app).await;
        for (typed, problem) in [
            (
                "web_1.demo.test",
                "A host name cannot contain “_”. Use letters, digits and hyphens, for example web-1.example.com.",
            ),
            ("", "Enter a host name."),
            ("server", "Enter the full host name, for example server.example.com."),
            ("-web.demo.test", "A part of a host name cannot begin or end with a hyphen."),
        ] {
            let form = lite("x.demo.test").form(&shop.client).await.with("hostname", typed).with("autoprolong", "3");
            let page = refused(&shop, &form).await;
            assert_eq!(one(&page, "#hostname-error"), problem, "{typed}");
            assert_eq!(one(&page, "[role=alert]"), format!("Check one field Host name: {problem}"), "{typed}");
            assert_eq!(page.attribute("[role=alert] a", "href").as_deref(), Some("#hostname"));
            assert_eq!(page.attribute("#hostname", "aria-describedby").as_deref(), Some("hostname-error"));
        }
    }

    async fn a_panel_without_a_price_for_the_period_is_explained_at_its_field(app: TestApp) {
        let shop = Shop::open(app).await;
        let wish = Wish { period: "3", ..lite("web-1.demo.test") };
        let quoted = wish.quoted(&shop.client).await;
        let (host, why) = panel_value(&quoted, "ispmanager 6 host");
        assert_eq!(why, "Not sold for 3 months; choose 1 month or 12 months");
        let form = form_of(&quoted).with("panel", &host);
        let page = refused(&shop, &form).await;
        let problem = "This control panel is not sold for 3 months; choose another period or another panel.";
        assert_eq!(one(&page, "#panel-error"), problem);
        assert_eq!(one(&page, "[role=alert]"), format!("Check one field Control panel: {problem}"));
        assert!(all(&page, ".quote__note").contains(
            &"ispmanager 6 host: Not sold for 3 months; choose 1 month or 12 months".to_owned()
        ));
        // Another period is all that it takes.
        send(&shop.client, &form_of(&page).with("period", "12")).await;
        app.drain_operations().await;
    }

    async fn everything_that_is_wrong_is_told_at_once(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = lite("web-1.demo.test").form(&shop.client).await;
        let form = form.with("hostname", "web_1.demo.test").with("os", "99").with("autoprolong", "7");
        let answer = shop.client.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&answer, "[role=alert] strong"), "Check 3 fields");
        assert_eq!(one(&answer, "#os-error"), "This plan does not install that operating system.");
        assert_eq!(one(&answer, "#autoprolong-error"), "This plan does not renew itself for 7 months.");
        assert_eq!(answer.attribute("#hostname", "value").as_deref(), Some("web_1.demo.test"));
    }

    async fn a_plan_that_was_turned_off_says_so_over_the_form(app: TestApp) {
        let shop = Shop::open(app).await;
        let form = lite("web-1.demo.test").form(&shop.client).await.with("autoprolong", "1");
        app.execute("UPDATE tariffs SET state = 'disabled' WHERE name = 'VPS Start'").await;
        let page = refused(&shop, &form).await;
        assert_eq!(one(&page, "[role=alert]"), "This plan is no longer on sale.");
        assert!(!all(&shop.client.get("/order").await, ".offer__title").contains(&"VPS Start".to_owned()));
    }

    async fn too_little_balance_is_told_with_both_amounts(app: TestApp) {
        let shop = Shop::open(app).await;
        let wish = Wish { plan: "VPS Max", period: "12", panel: "BILLmanager 6 year", host_name: "big.demo.test" };
        let quoted = wish.quoted(&shop.client).await;
        assert_eq!(
            all(&quoted, ".quote__line"),
            [
                "VPS Max, 12 months 419.00 EUR",
                "VPS Max, setup 10.00 EUR",
                "BILLmanager 6 year 450.00 EUR",
                "Total 879.00 EUR",
            ]
        );
        let page = refused(&shop, &form_of(&quoted)).await;
        assert_eq!(one(&page, "[role=alert]"), "Your balance is 500.00 EUR; this order costs 879.00 EUR.");
        let missing = "379.00 EUR is missing on your balance. Ask the provider to add funds; this page keeps what you chose.";
        assert_eq!(one(&page, ".note--warn"), missing);
    }

    async fn the_same_form_sent_twice_is_one_order_and_leads_to_it_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let again = app.logged_in(CLIENT).await;
        let form = lite("web-1.demo.test").form(&shop.client).await;
        let (pairs, action) = (form.pairs(), form.action.as_str());
        let (first, second) = tokio::join!(shop.client.post_form(action, &pairs), again.post_form(action, &pairs));
        // A number that the losing transaction took is not given again, so the one service need not be the first.
        let service = first.location().expect("an order leads to its service");
        assert!(service.starts_with("/services/"), "{service}");
        assert_eq!(second.location(), Some(service));
        let changed = form.clone().with("hostname", "web-2.demo.test");
        let third = shop.client.post_form(action, &changed.pairs()).await;
        assert_eq!(third.location(), Some(service));
        app.drain_operations().await;
        let services = rows(&shop.client.get("/services").await);
        assert_eq!(services.len(), 1, "{services:?}");
        assert!(services[0][0].starts_with("web-1.demo.test"), "{services:?}");
        assert_eq!(balance(&shop.client).await, 48_820);
        assert_eq!((shop.licenses().len(), shop.charges().len()), (1, 1));
    }

    async fn orders_that_together_exceed_the_balance_never_overdraw_it(app: TestApp) {
        let shop = Shop::open(app).await;
        let again = app.logged_in(CLIENT).await;
        let wish = |host_name| Wish { plan: "VPS Max", period: "12", panel: NO_PANEL, host_name };
        let forms = (wish("one.demo.test").form(&shop.client).await, wish("two.demo.test").form(&again).await);
        let pairs = (forms.0.pairs(), forms.1.pairs());
        let (one_answer, two_answer) = tokio::join!(
            shop.client.post_form(&forms.0.action, &pairs.0),
            again.post_form(&forms.1.action, &pairs.1)
        );
        let answers = [(&shop.client, one_answer), (&again, two_answer)];
        let leads: Vec<_> = answers.iter().map(|(_, answer)| answer.location().unwrap()).collect();
        assert_eq!(leads.iter().filter(|to| to.starts_with("/services/")).count(), 1, "{leads:?}");
        let back = leads.iter().position(|to| to.starts_with("/order/")).expect("one is refused");
        let page = answers[back].0.get(leads[back]).await;
        assert_eq!(one(&page, "[role=alert]"), "Your balance is 71.00 EUR; this order costs 429.00 EUR.");
        assert_eq!(balance(&shop.client).await, 7_100);
        app.drain_operations().await;
        assert_eq!(rows(&shop.client.get("/services").await).len(), 1);
    }
}

/// Sends a form that must be refused: it comes back with everything that was typed, and nothing was changed.
async fn refused(shop: &Shop<'_>, form: &Form) -> Page {
    let before = shop.app.contents().await;
    let answer = shop.client.post_form(&form.action, &form.pairs()).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    let page = shop.client.get(answer.location().unwrap()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(typed(&form_of(&page)), typed(form), "what was typed is not there any more");
    let chosen = "#order input[checked][disabled]";
    assert_eq!(page.attribute(chosen, "value"), None, "what was chosen would not be sent again");
    assert_eq!(shop.app.contents().await, before, "a refused order changed something");
    page
}

fn typed(form: &Form) -> Vec<(String, String)> {
    let mut fields = form.fields.clone();
    fields.retain(|(name, _)| name != "key");
    fields.sort();
    fields
}

/// The client's balance in cents; it must be what the ledger adds up to.
async fn balance(browser: &TestClient) -> i64 {
    let account = browser.get("/account").await;
    let balance = cents(&one(&account, ".tile__value"));
    assert_eq!(balance, rows(&account).iter().map(|row| cents(&row[4])).sum::<i64>());
    balance
}

fn cents(amount: &str) -> i64 {
    let digits: String =
        amount.replace('−', "-").chars().filter(|sign| sign.is_ascii_digit() || *sign == '-').collect();
    digits.parse().unwrap()
}
