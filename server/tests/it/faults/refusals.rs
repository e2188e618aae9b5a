//! Each error of the protocol document as the answer to an order: the client has the server and waits for the panel,
//! staff read the license server's own words and what to do, and nothing is bought but once.

use serde_json::json;

use super::stage::{STAFF_LOOK, Stage};

const AGAIN: &str = "It was not bought: order again";
const UNDECIDED: &str = "The purchase got no clear answer and its license was not found. A person decides.";

/// Staff read it, mend what it says, and retry.
async fn asks_staff(stage: &Stage<'_>, error: &str, says: &str) {
    stage.of_order(json!({ "what": "refuse", "error": error })).await;
    let service = stage.order(&format!("{}.demo.test", error.replace('_', "-"))).await;
    stage.client_reads(&service, STAFF_LOOK).await;
    stage.staff_are_asked(&service, "Failed", says).await;
    let paid = stage.shop.charges().len();
    stage.presses(&service, "Retry").await;
    stage.is_well(&service).await;
    stage.paid(paid + 1, 0).await;
}

fn no_access(words: &str) -> String {
    format!("BILLmanager does not let us in. It said: {words}. Check the login of its processing module.")
}

fn refused(words: &str) -> String {
    format!("BILLmanager refused. It said: {words}.")
}

/// Each clear refusal, one after another.
async fn each_asks_staff(stage: &Stage<'_>, errors: &[(&str, String)]) {
    stage.shop.app.execute("UPDATE clients SET balance = balance + 1000000").await;
    for (error, says) in errors {
        // Nobody is asked about the number of purchases here.
        stage.shop.app.execute("UPDATE purchase_intents SET business_day = '2020-01-01'").await;
        asks_staff(stage, error, says).await;
    }
}

on_both! {
    async fn an_order_that_our_login_may_not_make_tells_staff_to_check_the_login(app: TestApp) {
        let stage = Stage::open(app).await;
        each_asks_staff(&stage, &[
            ("badpassword", no_access("Invalid username or password")),
            ("badip", no_access("Access from this IP address is not allowed")),
            ("blockgeoip", no_access("Access from this country is not allowed")),
            ("extraconfirm", no_access("Confirm the log-in with a code")),
        ]).await;
    }

    async fn an_order_from_a_blocked_login_tells_staff_to_check_the_login(app: TestApp) {
        let stage = Stage::open(app).await;
        each_asks_staff(&stage, &[
            ("blocklogon", no_access("The user is blocked, try again in 20 seconds")),
            ("blocked_ip", no_access("Too many log-ins from this IP address")),
        ]).await;
    }

    async fn an_order_whose_way_in_is_refused_is_not_sent_again_by_another_and_tells_staff_to_check_the_login(app: TestApp) {
        let stage = Stage::open(app).await;
        each_asks_staff(&stage, &[
            ("authorization_required", no_access("Authorization required")),
            ("forbidden_auth", no_access("This way of authorization is forbidden")),
        ]).await;
    }

    async fn an_order_that_our_account_may_not_make_asks_staff(app: TestApp) {
        let stage = Stage::open(app).await;
        each_asks_staff(&stage, &[("access", no_access("Insufficient privileges to access the function"))]).await;
    }

    async fn an_order_of_something_that_is_not_there_is_refused_in_the_license_servers_words(app: TestApp) {
        let stage = Stage::open(app).await;
        each_asks_staff(&stage, &[
            ("missed", refused("The item does not exist")),
            ("no_function", refused("Function is not found or its module is not loaded")),
            ("no_function_ru", refused("Не удалось найти функцию: модуль не загружен")),
            ("bad_promocode", refused("The promo code does not exist")),
        ]).await;
    }

    async fn an_order_with_a_value_that_is_not_taken_is_refused_in_the_license_servers_words(app: TestApp) {
        let stage = Stage::open(app).await;
        each_asks_staff(&stage, &[
            ("value", refused("Field 'licname' has an invalid value")),
            ("promocode_not_use", refused("The promo code cannot be used")),
            ("pricelist_min_order", refused("The minimal term is not over")),
        ]).await;
    }

    async fn an_order_that_is_refused_for_now_is_refused_in_the_license_servers_words(app: TestApp) {
        let stage = Stage::open(app).await;
        each_asks_staff(&stage, &[
            ("min_email_send_timeout", refused("Mails are sent too often")),
            ("wizard_unavailable", refused("The order form is not available")),
            ("key_too_recent", refused("The key may be changed once a month")),
        ]).await;
    }

    async fn an_order_that_exists_already_is_looked_for_and_then_decided_by_staff(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.of_order(json!({ "what": "refuse", "error": "exists" })).await;
        let service = stage.order("web-1.demo.test").await;
        stage.client_reads(&service, STAFF_LOOK).await;
        stage.staff_are_asked(&service, "No answer: check", UNDECIDED).await;
        stage.presses(&service, AGAIN).await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn an_order_while_another_operation_runs_is_looked_for_and_then_decided_by_staff(app: TestApp) {
        let stage = Stage::open(app).await;
        for (nth, error) in (1..).zip(["runningoperation", "in_process"]) {
            stage.of_order(json!({ "what": "refuse", "error": error })).await;
            let service = stage.order(&format!("web-{nth}.demo.test")).await;
            stage.staff_are_asked(&service, "No answer: check", UNDECIDED).await;
            stage.presses(&service, AGAIN).await;
            stage.is_well(&service).await;
            stage.paid(nth, 0).await;
        }
    }

    async fn an_error_without_a_type_proves_nothing_and_is_decided_by_staff(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.of_order(json!({ "what": "refuse", "error": "untyped" })).await;
        let service = stage.order("web-1.demo.test").await;
        stage.staff_are_asked(&service, "No answer: check", UNDECIDED).await;
        stage.presses(&service, AGAIN).await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn a_refused_list_of_licenses_leaves_the_server_delivered_and_says_whom_to_ask(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.fault(json!({ "function": "soft", "every": true, "what": "refuse", "error": "access" })).await;
        let service = stage.order("web-1.demo.test").await;
        stage.client_reads(&service, STAFF_LOOK).await;
        stage.staff_are_asked(&service, "Failed", &no_access("Insufficient privileges to access the function")).await;
        stage.mended().await;
        stage.presses(&service, "Retry").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn a_refused_renewal_asks_staff_in_the_license_servers_words_and_is_made_once(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.fault(json!({ "function": "service.prolong", "what": "refuse", "error": "value" })).await;
        stage.keep_house().await;
        stage.staff_are_asked(&service, "Failed", &refused("Field 'licname' has an invalid value")).await;
        stage.presses(&service, "Retry").await;
        stage.is_well(&service).await;
        stage.paid(1, 1).await;
    }

    async fn a_license_server_that_forgets_its_functions_for_a_moment_loses_no_license(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        stage.fault(json!({ "function": "soft.suspend", "what": "refuse", "error": "no_function" })).await;
        stage.shop.delete(&stage.shop.client, &service).await;
        stage.shop.nothing_waits().await;
        assert_eq!(stage.shop.licenses()[0]["licname"], "free.lic");
    }
}
