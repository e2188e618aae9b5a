//! Services and their licenses are renewed: by a form, by themselves, once for each expiry, and not for nobody.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::Date;
use engine::Settings;
use engine::worker::{self, Ran, Rehearsal};
use jiff::ToSpan;
use reqwest::Method;
use serde_json::json;

use crate::main_job::reading::{all, fact, form_with, history, offers, one, rows};
use crate::main_job::shop::{LITE, Shop, day, lite};
use crate::support::app;
use crate::support::browser::{Page, TestClient};
use crate::support::order::{Wish, send};

const RENEW: &str = "Renew now";
const AGAIN: &str = "It was not renewed: renew again";

on_both! {
    async fn a_client_renews_by_form_and_nothing_is_bought_for_a_license_of_a_year(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let start = shop.today();
        let page = shop.client.get(&format!("{service}/renew")).await;
        let until = |months: i64| day(start.saturating_add(months.months()));
        let month = until(2);
        assert_eq!(all(&page, ".choice__title"), ["1 month", "3 months", "12 months"]);
        assert_eq!(all(&page, ".choice__text"), [2, 4, 13].map(|months| format!("paid until {}", until(months))));
        assert_eq!(all(&page, ".choice__price"), ["11.80 EUR", "34.80 EUR", "121.90 EUR"]);
        let form = form_with(&page, RENEW);
        assert!(form.pairs().contains(&("period", "1")), "the period of the service is chosen: {form:?}");
        let answer = shop.client.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&answer, "[role=status]"), format!("Renewed: paid until {month}."));
        assert_eq!(paid_until(&shop, &service).await, month);
        let entries = rows(&shop.client.get("/account").await);
        assert_eq!(entries.len(), 3, "payment, order, renewal: {entries:?}");

        // The same form again, and another period of the same page.
        for form in [form.clone(), form.with("period", "12")] {
            let answer = shop.client.submit(&form.action, &form.pairs()).await;
            assert_eq!(one(&answer, "[role=status]"), format!("Renewed: paid until {month}."));
        }
        assert_eq!(rows(&shop.client.get("/account").await), entries);
        app.advance_days(60).await;
        shop.keep_house().await;
        assert_eq!(shop.charges().len(), 1, "{:?}", shop.charges());
        let happened = history(&shop.staff_service(&service).await);
        assert!(happened.iter().any(|line| line.starts_with(&format!("Renewed: paid until {month} by "))), "{happened:?}");
    }

    async fn a_service_renews_itself_the_day_before_its_paid_time_ends(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = self_renewing(&shop).await;
        let start = shop.today();
        advance_to(&shop, start.saturating_add(1.month()).saturating_sub(2.days())).await;
        shop.keep_house().await;
        assert_eq!(paid_until(&shop, &service).await, day(start.saturating_add(1.month())));
        app.advance_days(1).await;
        shop.keep_house().await;
        shop.keep_house().await;
        assert_eq!(paid_until(&shop, &service).await, day(start.saturating_add(2.months())));
        assert_eq!(rows(&shop.client.get("/account").await).len(), 3);
        assert_eq!(shop.charges().len(), 1, "the license was bought for a year: {:?}", shop.charges());

        // What is to be deleted is not renewed, neither by itself nor by a form.
        let renewal = form_with(&shop.client.get(&format!("{service}/renew")).await, RENEW);
        let confirm = shop.client.get(&format!("{service}/delete")).await;
        let end = day(start.saturating_add(2.months()));
        let delete = form_with(&confirm, &format!("Delete it on {end}"));
        shop.client.submit(&delete.action, &delete.pairs()).await;
        let answer = shop.client.submit(&renewal.action, &renewal.pairs()).await;
        assert_eq!(one(&answer, ".flash"), "This service is to be deleted. Keep it first, then renew it.");
        advance_to(&shop, start.saturating_add(2.months()).yesterday().unwrap()).await;
        shop.keep_house().await;
        assert_eq!(paid_until(&shop, &service).await, end);
    }

    async fn auto_renewal_is_changed_by_a_form(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let path = format!("{service}/renew");
        for (value, told, shown) in [
            ("12", "The service renews itself every 12 months.", "Every 12 months"),
            ("off", "The service does not renew itself.", "Off"),
        ] {
            let form = form_with(&shop.client.get(&path).await, "Save").with("autoprolong", value);
            let page = shop.client.submit(&form.action, &form.pairs()).await;
            assert_eq!(one(&page, "[role=status]"), told);
            assert_eq!(fact(&page, "Server", "Auto-renewal"), shown);
        }
        let form = form_with(&shop.client.get(&path).await, "Save").with("autoprolong", "7");
        let page = shop.client.submit(&form.action, &form.pairs()).await;
        assert!(page.text.contains("The service cannot be renewed for this period."), "{}", page.text);
    }

    async fn too_little_balance_renews_nothing_and_says_so_once_a_day(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = self_renewing(&shop).await;
        let end = paid_until(&shop, &service).await;
        app.execute("UPDATE clients SET balance = 1179").await;
        let form = form_with(&shop.client.get(&format!("{service}/renew")).await, RENEW);
        let answer = shop.client.submit(&form.action, &form.pairs()).await;
        let why = "The balance is 11.79 EUR; this renewal costs 11.80 EUR.";
        assert_eq!(one(&answer, ".flash"), why);
        advance_to(&shop, shop.today().saturating_add(1.month()).yesterday().unwrap()).await;
        for days in 1..=2 {
            shop.keep_house().await;
            shop.keep_house().await;
            let happened = history(&shop.staff_service(&service).await);
            let said = format!("The renewal was not paid: {why}");
            assert_eq!(happened.iter().filter(|line| **line == said).count(), days, "{happened:?}");
            app.advance_days(1).await;
        }
        assert_eq!(paid_until(&shop, &service).await, end);
        assert_eq!(rows(&shop.client.get("/account").await).len(), 2);
        app.execute("UPDATE clients SET balance = 1180").await;
        shop.keep_house().await;
        assert_ne!(paid_until(&shop, &service).await, end);
    }

    async fn a_license_for_a_month_is_renewed_once_for_each_expiry(app: TestApp) {
        let shop = Shop::open(app).await;
        app.execute("DELETE FROM alignment_rules").await;
        let service = self_renewing(&shop).await;
        let start = shop.today();
        for _ in 0..95 {
            app.advance_days(1).await;
            shop.keep_house().await;
            shop.keep_house().await;
        }
        assert_eq!(renewals(&shop), 3, "{:?}", shop.charges());
        shop.is_active(&shop.client, &service).await;
        let license = &shop.licenses()[0];
        assert_eq!(license["status_name"], "Active");
        let expires: Date = license["expiredate"].as_str().unwrap().parse().unwrap();
        assert_eq!(expires, start.saturating_add(4.months()));
        assert_eq!(paid_until(&shop, &service).await, day(expires));
        assert_eq!(fact(&shop.client.get(&service).await, "Control panel", "License expires"), day(expires));
        let days: BTreeSet<_> = shop.charges().iter().map(|charge| charge["date"].to_string()).collect();
        assert_eq!(days.len(), 4, "one charge on a day");
        shop.nothing_waits().await;
    }

    async fn a_renewal_whose_answer_is_lost_is_seen_by_its_expiry_and_not_sent_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = paid_longer(&shop).await;
        for (nth, what) in (1..).zip(["timeout_after", "close_after"]) {
            advance_to_lead(&shop).await;
            app.order_faults(json!([{ "function": "service.prolong", "what": what }])).await;
            worker::housekeeping(&app.engine).await.unwrap();
            shop.drain_with(Settings { remote_timeout: Duration::from_millis(500), ..app::settings() }).await;
            app.clear_faults().await;
            assert_eq!((renewals(&shop), sent(&shop)), (nth, nth), "{what}");
            shop.keep_house().await;
            assert_eq!(sent(&shop), nth, "{what}");
        }
        let happened = history(&shop.staff_service(&service).await);
        assert_eq!(happened.iter().filter(|line| line.starts_with("The license was renewed until")).count(), 2);
        shop.nothing_waits().await;
    }

    async fn a_renewal_that_was_not_made_is_decided_by_a_person_once(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = paid_longer(&shop).await;
        let path = undecided(&shop, &service).await;
        let page = shop.staff.get(&path).await;
        assert_eq!(one(&page, "#decide"), "Decide the renewal");
        assert_eq!(fact(&page, "Renewal", "Period"), "1 month");
        assert_eq!(fact(&page, "Renewal", "Expected price"), "5.67 EUR");
        assert!(fact(&page, "Renewal", "Why this period").starts_with("no rule applies; the longest sold"));
        assert!(!offers(&page, "Retry"), "a retry would renew blindly");
        let (look, again) = (form_with(&page, "Look again"), form_with(&page, AGAIN));

        shop.staff.submit(&look.action, &look.pairs()).await;
        app.drain_operations().await;
        let page = shop.staff.get(&path).await;
        assert_eq!(one(&page, "h1 .badge"), "No answer: check");
        assert_eq!((renewals(&shop), sent(&shop)), (0, 1));
        let page = shop.staff.submit(&again.action, &again.pairs()).await;
        assert_eq!(one(&page, ".flash"), "Decided; the operation goes on.");
        app.drain_operations().await;
        assert_eq!((renewals(&shop), sent(&shop)), (1, 2));
        let page = shop.staff.submit(&again.action, &again.pairs()).await;
        assert_eq!(one(&page, ".flash"), "The renewal is decided already.");
        app.drain_operations().await;
        assert_eq!((renewals(&shop), sent(&shop)), (1, 2));
        let happened = history(&shop.staff.get(&path).await);
        let decided = "Decided: it was not renewed; it is renewed again by Demo staff";
        assert!(happened.iter().any(|line| line.starts_with(decided)), "{happened:?}");
        shop.nothing_waits().await;
    }

    async fn a_renewal_that_shows_late_is_not_made_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = paid_longer(&shop).await;
        let path = undecided(&shop, &service).await;
        renew_by_hand(&shop).await;
        let again = form_with(&shop.staff.get(&path).await, AGAIN);
        let page = shop.staff.submit(&again.action, &again.pairs()).await;
        assert!(one(&page, ".flash").starts_with("The license server shows that the license was renewed until"));
        shop.press(&shop.staff, &path, "Look again").await;
        app.drain_operations().await;
        assert_eq!(one(&shop.staff.get(&path).await, "h1 .badge"), "Done");
        assert_eq!(renewals(&shop), 1);
        shop.nothing_waits().await;
    }

    async fn a_refused_renewal_is_retried_by_a_person_or_given_up_for_good(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = paid_longer(&shop).await;
        advance_to_lead(&shop).await;
        app.order_faults(json!([{ "function": "service.prolong", "times": 2, "what": "refuse", "msg": "Not today" }])).await;
        shop.keep_house().await;
        let path = shop.operation(&service).await;
        assert_eq!(one(&shop.staff.get(&path).await, ".note--danger"), "BILLmanager refused. It said: Not today.");
        shop.press(&shop.staff, &path, "Retry").await;
        app.drain_operations().await;
        let page = shop.staff.get(&path).await;
        assert_eq!(one(&page, "h1 .badge"), "Failed");
        let form = form_with(&page, "Give up").with("note", "The client leaves");
        shop.staff.submit(&form.action, &form.pairs()).await;
        shop.keep_house().await;
        assert_eq!((renewals(&shop), sent(&shop)), (0, 2));
        shop.nothing_waits().await;

        // A newly paid term is owed again.
        let form = form_with(&shop.client.get(&format!("{service}/renew")).await, RENEW);
        shop.client.submit(&form.action, &form.pairs()).await;
        app.drain_operations().await;
        assert_eq!((renewals(&shop), sent(&shop)), (1, 3));
    }

    async fn without_money_there_a_renewal_waits_and_a_balance_that_rises_ends_it(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = paid_longer(&shop).await;
        advance_to_lead(&shop).await;
        shop.set_license_server_balance("1.00").await;
        worker::refresh_saved_reads(&app.engine).await.unwrap();
        shop.keep_house().await;
        let path = shop.operation(&service).await;
        let waits = fact(&shop.staff.get(&path).await, "What is known", "What it says");
        assert!(waits.starts_with("Waiting for money on the license server's account."), "{waits}");
        assert_eq!(renewals(&shop), 0);
        shop.set_license_server_balance("500.00").await;
        worker::refresh_saved_reads(&app.engine).await.unwrap();
        app.drain_operations().await;
        assert_eq!(renewals(&shop), 1);
        shop.nothing_waits().await;
    }

    async fn a_renewal_that_waited_long_is_not_sent_if_a_person_renewed_the_license_meanwhile(app: TestApp) {
        let shop = Shop::open(app).await;
        paid_longer(&shop).await;
        advance_to_lead(&shop).await;
        worker::housekeeping(&app.engine).await.unwrap();
        let planned = "SELECT marker FROM renewal_intents WHERE state = 'planned'";
        while app.database.texts(&[planned]).await[0].is_empty() {
            assert_ne!(worker::work_once(&app.engine, "one", Rehearsal::Real).await.unwrap(), Ran::Nothing);
        }
        app.execute("UPDATE license_servers SET renewals_on = FALSE").await;
        shop.drain_with(Settings { schedule_second: Duration::from_millis(10), ..app::settings() }).await;
        let control = TestClient::new(&app.sandbox.url());
        let act = json!({ "do": "renew_license", "license": shop.licenses()[0]["id"] }).to_string();
        let answer = Page::read(control.request(Method::POST, "/sandbox/people").body(act)).await;
        assert!(answer.status.is_success(), "{}", answer.text);
        assert_eq!(renewals(&shop), 1, "the person's own");
        app.execute("UPDATE renewal_intents SET created_at = created_at - 700000 WHERE state = 'planned'").await;
        app.execute("UPDATE license_servers SET renewals_on = TRUE").await;
        app.execute("UPDATE operations SET run_at = 0 WHERE state = 'ready'").await;
        app.drain_operations().await;
        assert_eq!(renewals(&shop), 1, "renewed twice from one expiry");
    }

    async fn nothing_is_renewed_while_staff_have_renewals_off(app: TestApp) {
        let shop = Shop::open(app).await;
        paid_longer(&shop).await;
        advance_to_lead(&shop).await;
        app.execute("UPDATE license_servers SET renewals_on = FALSE").await;
        shop.keep_house().await;
        assert_eq!(sent(&shop), 0);
        app.execute("UPDATE license_servers SET renewals_on = TRUE").await;
        shop.keep_house().await;
        assert_eq!(renewals(&shop), 1);
    }

    async fn a_server_that_is_gone_renews_nothing_and_raises_a_task(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = paid_longer(&shop).await;
        advance_to_lead(&shop).await;
        app.execute("UPDATE services SET vm_id = '999', vm_marker = 'kp-gone'").await;
        shop.keep_house().await;
        shop.keep_house().await;
        assert_eq!(sent(&shop), 0);
        let why = "VMmanager has the server no longer; nothing is renewed for it.";
        assert_eq!(rows(&shop.staff.get("/staff/tasks").await)[0][0], why);
        assert_eq!(one(&shop.staff.get(&shop.operation(&service).await).await, "h1 .badge"), "Failed");
    }

    async fn an_expired_license_is_renewed_at_once_and_serves_again(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = paid_longer(&shop).await;
        advance_to(&shop, shop.today().saturating_add(1.month()).saturating_add(5.days())).await;
        assert_eq!(shop.licenses()[0]["status_name"], "Suspended");
        shop.keep_house().await;
        shop.is_active(&shop.client, &service).await;
        let license = &shop.licenses()[0];
        assert_eq!(license["status_name"], "Active");
        assert_eq!(license["expiredate"], shop.today().saturating_add(1.month()).to_string().as_str());
        assert_eq!(renewals(&shop), 1);
    }

    async fn a_license_that_is_deleted_there_is_replaced_for_the_same_address(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = paid_longer(&shop).await;
        advance_to(&shop, shop.today().saturating_add(62.days())).await;
        assert_eq!(shop.licenses()[0]["status_name"], "Deleted");
        shop.keep_house().await;
        shop.is_active(&shop.client, &service).await;
        let licenses = shop.licenses();
        assert_eq!((licenses.len(), renewals(&shop)), (2, 0), "{licenses:?}");
        assert_eq!(licenses[1]["ip"], shop.address().as_str());
        assert!(shop.key(&shop.client, &service).await.starts_with(&format!("{}-", licenses[1]["id"])));
        shop.nothing_waits().await;
    }
}

/// A service for a month that renews itself.
async fn self_renewing(shop: &Shop<'_>) -> String {
    let form = lite("web-1.demo.test").form(&shop.client).await.with("autoprolong", "1");
    let service = send(&shop.client, &form).await;
    shop.app.drain_operations().await;
    service
}

/// A service that is paid for three months with a license for one: no more is sold there without a rule.
async fn paid_longer(shop: &Shop<'_>) -> String {
    let wish = Wish { plan: "VPS Start", period: "3", panel: LITE, host_name: "web-1.demo.test" };
    let service = shop.deliver(&shop.client, wish).await;
    let license = &shop.licenses()[0];
    assert_eq!(license["expiredate"], shop.today().saturating_add(1.month()).to_string().as_str());
    service
}

/// The first day on which the only license is renewed.
async fn advance_to_lead(shop: &Shop<'_>) {
    let expires: Date = shop.licenses()[0]["expiredate"].as_str().unwrap().parse().unwrap();
    advance_to(shop, expires.saturating_sub(3.days())).await;
}

async fn advance_to(shop: &Shop<'_>, day: Date) {
    let days = shop.today().until(day).unwrap().get_days();
    shop.app.advance_days(u32::try_from(days).unwrap()).await;
}

/// Has the renewal of a license end without a clear answer and without effect; the address of its operation.
async fn undecided(shop: &Shop<'_>, service: &str) -> String {
    advance_to_lead(shop).await;
    shop.app.order_faults(json!([{ "function": "service.prolong", "what": "close_before" }])).await;
    shop.keep_house().await;
    let why = "The renewal got no clear answer and the expiry has not moved. A person decides.";
    assert_eq!(rows(&shop.staff.get("/staff/tasks").await)[0][0], why);
    shop.operation(service).await
}

/// Renews the only license for a month past Keypool, as a person may.
async fn renew_by_hand(shop: &Shop<'_>) {
    let login = format!("{}:{}", sandbox::RESELLER, sandbox::RESELLER_PASSWORD);
    let id = shop.licenses()[0]["id"].to_string();
    let fields = [
        ("authinfo", login.as_str()),
        ("out", "json"),
        ("func", "service.prolong"),
        ("elid", id.as_str()),
        ("period", "1"),
        ("skipbasket", "on"),
        ("sok", "ok"),
    ];
    let there = TestClient::new(&shop.app.sandbox.url());
    let answer = Page::read(there.request(Method::POST, "/billmgr").form(&fields)).await;
    assert_eq!(renewals(shop), 1, "{}", answer.text);
}

/// How often a renewal was paid for at the license server.
fn renewals(shop: &Shop<'_>) -> usize {
    shop.charges().iter().filter(|charge| charge["kind"] == "prolong").count()
}

/// How often a renewal was sent to the license server.
fn sent(shop: &Shop<'_>) -> usize {
    let requests = shop.license_server_requests();
    requests.iter().filter(|request| request["function"] == "service.prolong").count()
}

async fn paid_until(shop: &Shop<'_>, service: &str) -> String {
    fact(&shop.client.get(service).await, "Server", "Expires")
}
