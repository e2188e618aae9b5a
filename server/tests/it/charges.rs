//! What the license server took: each charge with its one cause, and what nothing explains on top.

use std::time::Duration;

use engine::{Caller, Settings, reads, worker};
use jiff::ToSpan;
use reqwest::Method;
use serde_json::json;

use crate::main_job::reading::{all, fact, form_with, history, one, rows};
use crate::main_job::shop::{LITE, Shop, date_of, lite};
use crate::support::app::{self, TestApp};
use crate::support::browser::{Page, TestClient};
use crate::support::order::Wish;

const PURCHASES: &str = "/staff/purchases";

on_both! {
    async fn a_purchase_shows_what_it_was_expected_to_cost_until_the_license_server_shows_what_it_took(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        // The price has changed since: what is taken is not what was expected.
        app.execute("UPDATE purchase_intents SET expected_cost_e4 = 10000").await;
        let operation = shop.operation(&service).await;
        let row = &rows(&shop.staff.get(PURCHASES).await)[0];
        assert!(row[0].starts_with("Purchase 55227 · 12 months"), "{row:?}");
        assert_eq!((row[2].as_str(), row[3].as_str()), ("1.00 EUR expected", "Not seen yet"));
        assert_eq!(fact(&shop.staff.get(&operation).await, "Purchase", "Expected price"), "1.00 EUR");

        shop.keep_house().await;
        let list = shop.staff.get(PURCHASES).await;
        let row = &rows(&list)[0];
        assert_eq!((row[2].as_str(), row[3].as_str()), ("56.70 EUR", "Recorded"));
        assert_eq!(row[5], "web-1.demo.test");
        assert_eq!(list.attribute("td a[href^='/staff/operations/']", "href").as_deref(), Some(operation.as_str()));
        assert_eq!(fact(&shop.staff.get(&operation).await, "Purchase", "Cost"), "56.70 EUR");
        let license = shop.staff.get("/staff/licenses/1").await;
        assert_eq!(fact(&license, "Purchase", "Cost"), "56.70 EUR");
        let costs = all(&license, "td.numeric .money");
        assert_eq!(costs, ["56.70 EUR"]);
        assert!(!shop.staff.get("/staff/licenses").await.text.contains("expected"));

        // It is known now: nothing more is asked for.
        let asked = expense_reads(&shop);
        shop.keep_house().await;
        assert_eq!((expense_reads(&shop), rows(&shop.staff.get(PURCHASES).await).len()), (asked, 1));
    }

    async fn every_charge_of_purchases_and_renewals_has_its_cause_and_the_sums_are_equal(app: TestApp) {
        let shop = Shop::open(app).await;
        let longer = Wish { plan: "VPS Start", period: "3", panel: LITE, host_name: "web-1.demo.test" };
        shop.deliver(&shop.client, longer).await;
        app.order_faults(json!([{ "function": "soft.order.param", "what": "cut_reply" }])).await;
        shop.deliver(&shop.client2, lite("web-2.demo.test")).await;
        shop.keep_house().await;
        let expires = date_of(&shop.licenses()[0], "expiredate");
        let days = shop.today().until(expires.saturating_sub(2.days())).unwrap().get_days();
        app.advance_days(u32::try_from(days).unwrap()).await;
        shop.keep_house().await;
        shop.keep_house().await;
        let there = shop.charges();
        let kinds: Vec<_> = there.iter().map(|charge| charge["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["order", "order", "prolong"]);
        let listed = rows(&shop.staff.get(PURCHASES).await);
        assert_eq!(listed.len(), 3, "{listed:?}");
        assert!(listed.iter().all(|row| row[3] == "Recorded"), "{listed:?}");
        let cents = |text: &str| text.replace(['.', ' '], "").replace("EUR", "").parse::<i64>().unwrap();
        let ours: i64 = listed.iter().map(|row| cents(&row[2])).sum();
        let theirs: i64 = there.iter().map(|charge| cents(charge["amount"].as_str().unwrap()) / 100).sum();
        assert_eq!(ours, theirs);
        let sums = reads::charge_sums(&app.engine, Caller::Operator).await.unwrap();
        assert!(sums.len() == 1 && sums[0].is_closed(), "{sums:?}");
        assert_eq!(sums[0].taken.e4(), theirs * 100);
    }

    async fn what_a_person_buys_or_renews_there_is_unexplained_and_stands_on_top(app: TestApp) {
        let shop = Shop::open(app).await;
        let service = shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        app.advance_days(10).await;
        by_hand(app, json!({ "do": "renew_license", "license": "newest", "period": 1 })).await;
        shop.order_by_hand("by hand", "198.51.100.7").await;
        for _ in 0..3 {
            shop.keep_house().await;
        }
        let list = shop.staff.get(PURCHASES).await;
        let listed = rows(&list);
        let states: Vec<_> = listed.iter().map(|row| row[3].as_str()).collect();
        assert_eq!(states, ["Unexplained", "Unexplained", "Recorded"], "{listed:?}");
        assert!(listed[0][0].starts_with("Purchase It says: Order:") && listed[1][0].starts_with("Renewal It says:"),
            "{listed:?}");
        assert_eq!((listed[0][6].as_str(), listed[1][5].as_str()), ("none here Acknowledge", "web-1.demo.test"));
        assert!(list.text.contains("somebody bought or renewed there by hand"));
        let told = history(&shop.staff_service(&service).await);
        let told = told.iter().filter(|line| line.contains("and nothing here is the cause")).count();
        assert_eq!(told, 1, "the renewal of its license is told once");

        let only = rows(&shop.staff.get("/staff/purchases?state=explained&sort=-cost").await);
        assert_eq!(only.len(), 1);
        let found = rows(&shop.staff.get("/staff/purchases?q=WEB-1&sort=day").await);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(rows(&shop.staff.get("/staff/purchases?q=nobody").await).len(), 0);
    }

    async fn an_unexplained_charge_is_acknowledged_once_with_a_note_and_needs_nobody_any_more(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        by_hand(app, json!({ "do": "renew_license", "license": "newest", "period": 1 })).await;
        for _ in 0..3 {
            shop.keep_house().await;
        }
        let open = || reads::unacknowledged_charges(&app.engine, Caller::Operator);
        assert_eq!(open().await.unwrap(), 1);
        let list = shop.staff.get(PURCHASES).await;
        let path = list.attribute("td a[href$='/acknowledge']", "href").unwrap();
        let sums = reads::charge_sums(&app.engine, Caller::Operator).await.unwrap();
        assert!(!sums[0].is_closed() && sums[0].difference().e4() > 0, "{sums:?}");
        assert!(list.text.contains("Show its rows"), "{}", list.text);

        let form = form_with(&shop.staff.get(&path).await, "Acknowledge");
        let refused = shop.staff.submit(&form.action, &form.pairs()).await;
        assert!(!one(&refused, "#note-error").is_empty(), "{}", refused.text);
        let form = form.with("note", "Olga renewed it for a test");
        let client = shop.client.post_form(&form.action, &form.pairs()).await;
        assert!(!client.status.is_success());
        assert_eq!(open().await.unwrap(), 1, "a client may not");
        let list = shop.staff.submit(&form.action, &form.pairs()).await;
        assert_eq!(one(&list, ".flash"), "The charge is acknowledged.");
        let row = rows(&list).into_iter().find(|row| row[3] == "Acknowledged").unwrap();
        assert!(row[0].contains("Acknowledged by staff@demo.test on") && row[0].contains("Olga renewed it"), "{row:?}");
        assert_eq!(open().await.unwrap(), 0);
        let again = form.with("note", "another note");
        let list = shop.staff.submit(&again.action, &again.pairs()).await;
        assert!(!list.text.contains("another note"), "the first note stays");
        assert_eq!(rows(&shop.staff.get("/staff/purchases?state=acknowledged").await).len(), 1);
    }

    async fn a_charge_is_left_open_while_the_purchase_that_it_may_be_for_is_undecided(app: TestApp) {
        let shop = Shop::open(app).await;
        shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        app.execute("UPDATE purchase_intents SET state = 'unknown', license_id = NULL").await;
        by_hand(app, json!({ "do": "renew_license", "license": "newest", "period": 1 })).await;
        app.execute("INSERT INTO module_reads (module_id, what, value, read_at) SELECT module_id, 'expenses', '{}', 1
            FROM license_servers").await;
        shop.keep_house().await;
        let listed = rows(&shop.staff.get(PURCHASES).await);
        let states: Vec<_> = listed.iter().map(|row| row[3].as_str()).collect();
        assert_eq!(states, ["Unexplained", "Cannot be told", "No answer: check"], "{listed:?}");
        assert!(listed[1][0].contains("Nothing is guessed."), "{listed:?}");

        app.execute("UPDATE purchase_intents SET state = 'bought', license_id = 1").await;
        shop.keep_house().await;
        let listed = rows(&shop.staff.get(PURCHASES).await);
        let states: Vec<_> = listed.iter().map(|row| row[3].as_str()).collect();
        assert_eq!(states, ["Unexplained", "Recorded"], "{listed:?}");
    }

    async fn an_account_that_may_not_read_what_was_taken_is_asked_less_and_less(app: TestApp) {
        let shop = Shop::open(app).await;
        app.order_faults(json!([{ "function": "expense", "what": "refuse", "error": "access", "times": 1000 }])).await;
        shop.deliver(&shop.client, lite("web-1.demo.test")).await;
        let in_seconds = app.engine_with(Settings { schedule_second: Duration::from_secs(1), ..app::settings() });
        worker::housekeeping(&in_seconds).await.unwrap();
        // The first refusal may be asked twice: in the call, and in a session.
        let asked = expense_reads(&shop);
        assert!(asked > 0);
        for _ in 0..5 {
            worker::housekeeping(&in_seconds).await.unwrap();
        }
        assert_eq!(expense_reads(&shop), asked, "a minute has not passed");
        let in_no_time = app.engine_with(Settings { schedule_second: Duration::from_millis(0), ..app::settings() });
        worker::housekeeping(&in_no_time).await.unwrap();
        assert!(expense_reads(&shop) > asked);
        assert_eq!(rows(&shop.staff.get(PURCHASES).await)[0][3], "Not seen yet");
    }
}

fn expense_reads(shop: &Shop<'_>) -> usize {
    shop.license_server_requests().iter().filter(|request| request["function"] == "expense").count()
}

/// `POST /sandbox/people`
async fn by_hand(app: &TestApp, act: serde_json::Value) {
    let control = TestClient::new(&app.sandbox.url());
    let answer = Page::read(control.request(Method::POST, "/sandbox/people").body(act.to_string())).await;
    assert!(answer.status.is_success(), "{}", answer.text);
}
