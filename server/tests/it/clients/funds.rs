//! What staff do to a client's balance, by forms.

use axum::http::StatusCode;

use crate::main_job::reading::{all, fact, form_with, history, one, rows};
use crate::support::browser::{CLIENT, CLIENT2, Page, STAFF, TestClient};
use crate::support::crawl::Form;

const ADD: &str = "Add funds";

/// The address of a client's page, as the list leads there.
async fn page_of(staff: &TestClient, search: &str) -> String {
    let list = staff.get(&format!("/staff/clients?q={search}")).await;
    list.attribute("td.table__main a", "href").expect("the client is listed")
}

async fn form(staff: &TestClient, page: &str) -> Form {
    form_with(&staff.get(page).await, ADD).with("amount", "12,50").with("note", "Bank transfer")
}

async fn send(browser: &TestClient, form: &Form) -> Page {
    browser.submit(&form.action, &form.pairs()).await
}

on_both! {
    async fn funds_are_added_once_for_a_form_and_stand_in_both_ledgers(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let page = page_of(&staff, CLIENT).await;
        assert_eq!(fact(&staff.get(&page).await, "Client", "Balance"), "500.00 EUR");
        let form = form(&staff, &page).await;
        let key = form.fields.iter().find(|(name, _)| name == "key").map(|(_, value)| value.clone());
        assert!(key.is_some_and(|key| key.len() > 20), "the form has a key of its own: {form:?}");
        for _ in 0..2 {
            let answer = send(&staff, &form).await;
            assert_eq!(one(&answer, "[role=status]"), "Funds added: the balance is 512.50 EUR.");
            assert_eq!(fact(&answer, "Client", "Balance"), "512.50 EUR");
        }
        let seen = staff.get(&page).await;
        let ledger = rows(&seen);
        assert_eq!(ledger.len(), 2, "{ledger:?}");
        assert_eq!((ledger[0][0].as_str(), ledger[0][1].as_str()), ("Bank transfer by Demo staff", "Payment"));
        assert_eq!(ledger[0][4], "12.50 EUR");
        assert_eq!(history(&seen)[0], "12.50 EUR added by Demo staff: Bank transfer");
        let account = rows(&app.logged_in(CLIENT).await.get("/account").await);
        assert_eq!((account[0][0].as_str(), account[0][4].as_str()), ("Bank transfer", "12.50 EUR"));
        assert_eq!(rows(&app.logged_in(CLIENT2).await.get("/account").await).len(), 1);
    }

    async fn an_amount_that_is_none_is_told_beside_its_field_and_nothing_typed_is_lost(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let page = page_of(&staff, CLIENT).await;
        let before = app.contents().await;
        let form = form(&staff, &page).await;
        for (amount, told) in [
            ("", "Fill this in."),
            ("much", "An amount is a number like 12.50."),
            ("0.001", "An amount in EUR has at most 2 decimals."),
            ("-5", "It cannot be less than nothing."),
            ("0", "An amount greater than zero is needed, in the currency of the balance."),
            ("99999999999999999999", "The amount is too large."),
        ] {
            let answer = send(&staff, &form.clone().with("amount", amount)).await;
            assert_eq!(one(&answer, "#amount-error"), told, "{amount}");
            assert_eq!(answer.attribute("#amount", "value").as_deref(), Some(amount));
            assert_eq!(answer.attribute("#note", "value").as_deref(), Some("Bank transfer"));
        }
        let answer = send(&staff, &form.with("note", " ")).await;
        assert_eq!(one(&answer, "#note-error"), "Fill this in.");
        assert_eq!(app.contents().await, before);
    }

    async fn a_balance_is_corrected_up_and_down_but_never_below_nothing(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let page = page_of(&staff, CLIENT).await;
        let link = staff.get(&page).await.attribute("#add-funds .card__link", "href").unwrap();
        let correct = async |amount: &str| {
            let form = form_with(&staff.get(&link).await, "Enter the correction");
            send(&staff, &form.with("amount", amount).with("note", "Entered twice")).await
        };
        let answer = correct("-499.50").await;
        assert_eq!(one(&answer, "[role=status]"), "Corrected: the balance is 0.50 EUR.");
        assert_eq!(rows(&answer)[0][..2], ["Entered twice by Demo staff", "Correction"]);
        let refused = correct("-0.51").await;
        assert_eq!(one(&refused, "#amount-error"), "The balance is 0.50 EUR: it cannot go below nothing.");
        assert_eq!(refused.attribute("#amount", "value").as_deref(), Some("-0.51"));
        assert_eq!(one(&correct("0").await, "#amount-error"), "An amount other than nothing is needed.");
        let answer = correct("1").await;
        assert_eq!(one(&answer, "[role=status]"), "Corrected: the balance is 1.50 EUR.");
    }

    async fn what_is_typed_into_names_and_notes_is_text_and_nothing_else(app: TestApp) {
        let script = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        let stranger = app.stranger();
        let fields = [("name", script), ("email", "evil@demo.test"), ("password", "keypool-demo"), ("next", "")];
        assert_eq!(stranger.post_form("/fn/register", &fields).await.location(), Some("/order"));
        let staff = app.logged_in(STAFF).await;
        let page = page_of(&staff, "evil").await;
        let form = form_with(&staff.get(&page).await, ADD).with("amount", "1").with("note", script);
        send(&staff, &form).await;
        let id = page.rsplit('/').next().unwrap();
        staff.post_form("/fn/look_as_client", &[("client", id)]).await;
        let lists = [format!("/staff/orders?client={id}"), format!("/staff/services?client={id}")];
        let pages = ["/staff/clients".to_owned(), page.clone(), "/account".to_owned(), "/services".to_owned()];
        for path in pages.into_iter().chain(lists) {
            let shown = staff.get(&path).await;
            assert_eq!(shown.status, StatusCode::OK, "{path}");
            assert!(!shown.text.contains("<script>alert(1)") && !shown.text.contains("<img src=x"), "{path}");
            assert!(shown.text.contains("&lt;script&gt;alert(1)"), "{path} does not show the name or the note");
        }
        assert_eq!(all(&staff.get(&page).await, "h1"), [script]);
    }

    async fn a_client_sees_nothing_of_another_and_nothing_of_the_staffs_pages(app: TestApp) {
        let staff = app.logged_in(STAFF).await;
        let page = page_of(&staff, CLIENT).await;
        let forms = [form(&staff, &page).await, form_with(&staff.get(&page).await, "Log in")];
        let before = app.contents().await;
        let other = app.logged_in(CLIENT2).await;
        for path in ["/staff/clients", page.as_str(), "/staff/orders", "/staff/licenses"] {
            let answer = other.get(path).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert!(!answer.text.contains("Demo client"), "{path}");
        }
        for form in forms {
            send(&other, &form).await;
        }
        assert!(!other.get("/account").await.text.contains("You see what"));
        assert_eq!(app.contents().await, before);
    }
}
