//! Addresses that have a license already, or may not be changed yet; releases that count as a change.

use domain::Date;
use serde_json::json;

use super::stage::{STAFF_LOOK, Stage};
use crate::main_job::reading::rows;
use crate::main_job::shop::{day, more_than_a_month_after};

/// The address is refused at the order: nothing is bought, and a retry buys once it is free.
async fn is_refused(stage: &Stage<'_>, error: &str, words: &str) {
    stage.of_order(json!({ "what": "refuse", "error": error })).await;
    let service = stage.order("web-1.demo.test").await;
    stage.client_reads(&service, STAFF_LOOK).await;
    let address = stage.shop.address();
    let says = format!("The license server refuses the address {address}. It said: {words}.");
    stage.staff_are_asked(&service, "Failed", &says).await;
    stage.paid(0, 0).await;
    stage.presses(&service, "Retry").await;
    stage.is_well(&service).await;
    stage.paid(1, 0).await;
}

/// The license never leaves its address, by this error.
async fn never_leaves(stage: &Stage<'_>, error: &str) {
    let with = json!({ "ip": "0.0.0.0", "sok": "*" });
    let rule =
        json!({ "function": "soft.edit", "with": with, "every": true, "what": "refuse", "error": error });
    stage.fault(rule).await;
}

fn no_known_day(next: Date) -> String {
    let next = day(next);
    format!(
        "The license server does not let the license leave its address yet, and shows no day from which it may. It \
        said: The IP address may be changed once a month. It is tried again every day, next on {next}."
    )
}

fn not_left(words: &str) -> String {
    format!(
        "License #1001 may not leave its address. The license server said: {words}. Take it off its address there, \
        then Retry; or give this up: the license is held until somebody returns it."
    )
}

on_both! {
    async fn an_order_for_an_address_that_is_licensed_names_the_address_to_staff(app: TestApp) {
        is_refused(&Stage::open(app).await, "ip_taken", "A license for this IP address already exists").await;
    }

    async fn an_order_for_an_address_that_is_licensed_is_understood_by_its_words_alone(app: TestApp) {
        is_refused(&Stage::open(app).await, "ip_taken_in_words", "This IP is already licensed").await;
    }

    async fn an_order_for_an_address_that_was_changed_too_recently_names_the_address_to_staff(app: TestApp) {
        is_refused(&Stage::open(app).await, "ip_too_recent", "The IP address may be changed once a month").await;
    }

    async fn addresses_that_others_have_licensed_cost_nothing_and_are_named_one_by_one(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("address-taken");
        let service = stage.order("web-1.demo.test").await;
        let address = stage.shop.address();
        for words in ["A license for this IP address already exists", "This IP is already licensed"] {
            let says = format!("The license server refuses the address {address}. It said: {words}.");
            stage.staff_are_asked(&service, "Failed", &says).await;
            stage.paid(0, 0).await;
            stage.presses(&service, "Retry").await;
        }
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn a_free_license_whose_address_may_not_change_yet_is_put_back_and_one_is_bought(app: TestApp) {
        let stage = Stage::open(app).await;
        let first = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        stage.shop.delete(&stage.shop.client, &first).await;
        stage.plays("address-changed-too-recently");
        let second = stage.order_for_another("web-2.demo.test").await;
        stage.shop.is_active(&stage.shop.client2, &second).await;
        stage.paid(2, 0).await;
        assert_eq!(stage.shop.licenses()[0]["licname"], "free.lic");
    }

    async fn a_license_that_may_not_leave_its_address_on_no_known_day_is_tried_every_day_and_leaves_by_itself(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        stage.plays("address-changed-too-recently");
        stage.shop.delete(&stage.shop.client, &service).await;
        for _ in 0..2 {
            let tomorrow = stage.shop.today().tomorrow().unwrap();
            stage.waits(&service, &no_known_day(tomorrow)).await;
            assert_eq!(rows(&stage.shop.pool().await)[0][1], "Waiting for its address");
            app.advance_days(1).await;
            stage.drain().await;
        }
        assert_eq!(stage.shop.licenses()[0]["ip"], "0.0.0.0");
        assert_eq!(app.open_operations().await, 0);
        stage.shop.nothing_waits().await;
        stage.paid(1, 0).await;
    }

    async fn a_license_that_may_not_leave_its_address_for_longer_than_any_rule_lasts_is_for_a_person(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        never_leaves(&stage, "ip_too_recent").await;
        stage.shop.delete(&stage.shop.client, &service).await;
        stage.waits(&service, &no_known_day(stage.shop.today().tomorrow().unwrap())).await;
        // More days of trying than anybody waits here.
        app.execute("UPDATE operations SET failures = 34 WHERE state = 'ready'").await;
        for _ in 0..2 {
            app.advance_days(1).await;
            stage.drain().await;
        }
        stage.staff_are_asked(&service, "Failed", &not_left("The IP address may be changed once a month")).await;
        stage.mended().await;
        stage.presses(&service, "Retry").await;
        assert_eq!(stage.shop.licenses()[0]["ip"], "0.0.0.0");
        stage.shop.nothing_waits().await;
    }

    async fn a_license_that_may_not_leave_its_address_for_another_reason_is_for_a_person_at_once(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        never_leaves(&stage, "value").await;
        stage.shop.delete(&stage.shop.client, &service).await;
        stage.staff_are_asked(&service, "Failed", &not_left("Field 'licname' has an invalid value")).await;
        // Given up, it is held and not lost; whoever returns it takes it off the address.
        stage.gives_up(&service).await;
        assert_eq!(rows(&stage.shop.pool().await)[0][1], "Held");
        stage.shop.nothing_waits().await;
        stage.mended().await;
    }

    async fn where_a_release_counts_as_a_change_the_pool_says_from_when_the_license_can_be_taken(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("release-counts");
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        stage.shop.delete(&stage.shop.client, &service).await;
        let again = day(more_than_a_month_after(stage.shop.today()));
        let pool = rows(&stage.shop.pool().await);
        assert!(pool[0][5].starts_with(&format!("From {again} its address was changed on")), "{pool:?}");
        let second = stage.order_for_another("web-2.demo.test").await;
        stage.shop.is_active(&stage.shop.client2, &second).await;
        stage.paid(2, 0).await;
        stage.shop.nothing_waits().await;
    }

    async fn where_a_release_is_no_change_the_license_can_be_taken_at_once(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        stage.shop.delete(&stage.shop.client, &service).await;
        assert_eq!(rows(&stage.shop.pool().await)[0][5], "Now");
        let second = stage.order_for_another("web-2.demo.test").await;
        stage.shop.is_active(&stage.shop.client2, &second).await;
        stage.paid(1, 0).await;
    }
}
