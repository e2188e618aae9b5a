//! Addresses that have a license already, or may not be changed yet; releases that count as a change.

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

    async fn a_license_that_may_not_leave_its_address_on_no_known_day_asks_staff_and_leaves_it_at_their_retry(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        stage.plays("address-changed-too-recently");
        stage.shop.delete(&stage.shop.client, &service).await;
        let says = "BILLmanager refused. It said: The IP address may be changed once a month.";
        stage.staff_are_asked(&service, "Failed", says).await;
        assert_eq!(rows(&stage.shop.pool().await)[0][1], "Waiting for its address");
        stage.goes_on(&service).await;
        assert_eq!(stage.shop.licenses()[0]["ip"], "0.0.0.0");
        stage.shop.nothing_waits().await;
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
