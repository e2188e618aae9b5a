//! Orders whose answer does not come, comes late, comes as something else, or is only half of one.

use serde_json::{Value, json};

use super::stage::{A_MOMENT, BY_ITSELF, STAFF_LOOK, Stage};
use crate::main_job::shop::lite;

const ORDER: &str = "soft.order.param";
const AGAIN: &str = "It was not bought: order again";
const UNDECIDED: &str = "The purchase got no clear answer and its license was not found. A person decides.";

/// It took effect: what was bought is found by its marker, and the client notices nothing.
async fn is_found(stage: &Stage<'_>, fault: Value) {
    stage.of_order(fault).await;
    let service = stage.order("web-1.demo.test").await;
    stage.is_well(&service).await;
    stage.tells(&service, "Found by its marker and taken over: license 1001 at the license server").await;
    stage.paid(1, 0).await;
}

/// Nobody can know whether it took effect: nothing is ordered blindly, and staff order again.
async fn is_decided(stage: &Stage<'_>, fault: Value) {
    stage.of_order(fault).await;
    let service = stage.order("web-1.demo.test").await;
    stage.client_reads(&service, STAFF_LOOK).await;
    stage.staff_are_asked(&service, "No answer: check", UNDECIDED).await;
    assert!(!stage.offers(&service, "Retry").await, "a retry would buy blindly");
    stage.paid(0, 0).await;
    stage.presses(&service, AGAIN).await;
    stage.is_well(&service).await;
    stage.paid(1, 0).await;
}

/// Every list is answered so: the client has the server and waits for the panel, and staff read why.
async fn holds_the_panel_up(stage: &Stage<'_>, what: &str, words: &str) {
    stage.fault(json!({ "function": "soft", "every": true, "what": what })).await;
    let service = stage.order("web-1.demo.test").await;
    stage.client_reads(&service, BY_ITSELF).await;
    let says = format!("BILLmanager could not be reached or failed: {words} It is tried again by itself.");
    stage.waits(&service, &says).await;
    stage.paid(0, 0).await;
    stage.mended().await;
    stage.presses(&service, "Look again now").await;
    stage.is_well(&service).await;
    stage.paid(1, 0).await;
}

on_both! {
    async fn of_two_lost_orders_the_one_that_was_made_is_found_and_the_other_is_decided_by_staff(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("order-answer-lost");
        let first = stage.order("web-1.demo.test").await;
        stage.is_well(&first).await;
        stage.tells(&first, "Found by its marker and taken over").await;
        let second = stage.order("web-2.demo.test").await;
        stage.client_reads(&second, STAFF_LOOK).await;
        stage.staff_are_asked(&second, "No answer: check", UNDECIDED).await;
        stage.paid(1, 0).await;
        stage.presses(&second, AGAIN).await;
        stage.is_well(&second).await;
        stage.paid(2, 0).await;
    }

    async fn an_order_whose_answer_never_comes_is_found_and_not_made_twice(app: TestApp) {
        is_found(&Stage::open(app).await, json!({ "what": "timeout_after" })).await;
    }

    async fn an_order_that_gets_no_answer_and_was_not_made_is_decided_by_staff(app: TestApp) {
        is_decided(&Stage::open(app).await, json!({ "what": "timeout_before" })).await;
    }

    async fn an_order_whose_connection_is_closed_unread_is_decided_by_staff(app: TestApp) {
        is_decided(&Stage::open(app).await, json!({ "what": "close_unread" })).await;
    }

    async fn an_order_whose_connection_is_closed_before_it_is_made_is_decided_by_staff(app: TestApp) {
        is_decided(&Stage::open(app).await, json!({ "what": "close_before" })).await;
    }

    async fn an_order_whose_connection_is_closed_after_it_is_made_is_found_and_not_made_twice(app: TestApp) {
        is_found(&Stage::open(app).await, json!({ "what": "close_after" })).await;
    }

    async fn an_order_whose_reply_is_cut_in_the_middle_is_found_and_not_made_twice(app: TestApp) {
        is_found(&Stage::open(app).await, json!({ "what": "cut_reply" })).await;
    }

    async fn of_orders_cut_at_each_moment_every_one_is_delivered_and_paid_once(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("order-connection-cut");
        for (place, is_made) in [false, false, true, true].into_iter().enumerate() {
            let host = format!("web-{place}.demo.test");
            let buyer = if place % 2 == 0 { &stage.shop.client } else { &stage.shop.client2 };
            let service = lite(&host).order(buyer).await;
            stage.drain().await;
            if !is_made {
                stage.staff_are_asked(&service, "No answer: check", UNDECIDED).await;
                // Its second order is not the plan's second one.
                stage.presses(&service, "Give up").await;
                stage.gives_up(&service).await;
                continue;
            }
            stage.shop.is_active(buyer, &service).await;
            stage.tells(&service, "Found by its marker and taken over").await;
        }
        stage.paid(2, 0).await;
        stage.shop.nothing_waits().await;
    }

    async fn an_order_answered_with_status_500_is_decided_by_staff_if_it_was_not_made(app: TestApp) {
        is_decided(&Stage::open(app).await, json!({ "what": "http_500" })).await;
    }

    async fn an_order_answered_with_status_503_is_decided_by_staff_if_it_was_not_made(app: TestApp) {
        is_decided(&Stage::open(app).await, json!({ "what": "http_503" })).await;
    }

    async fn an_order_answered_with_status_500_is_found_if_it_was_made(app: TestApp) {
        is_found(&Stage::open(app).await, json!({ "what": "http_500_after" })).await;
    }

    async fn an_order_answered_with_a_gateways_status_is_found_if_it_was_made(app: TestApp) {
        is_found(&Stage::open(app).await, json!({ "what": "http_after", "status": 504 })).await;
    }

    async fn an_order_answered_with_a_page_is_decided_by_staff(app: TestApp) {
        is_decided(&Stage::open(app).await, json!({ "what": "html_page" })).await;
    }

    async fn an_order_answered_with_a_captcha_is_decided_by_staff(app: TestApp) {
        is_decided(&Stage::open(app).await, json!({ "what": "captcha" })).await;
    }

    async fn an_order_that_is_sent_elsewhere_is_not_followed_and_decided_by_staff(app: TestApp) {
        is_decided(&Stage::open(app).await, json!({ "what": "redirect" })).await;
    }

    async fn an_order_behind_long_pages_is_delivered_as_if_it_had_been_quick(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("long-operations");
        let service = stage.order("web-1.demo.test").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn an_order_confirmed_without_its_number_is_found_by_its_marker(app: TestApp) {
        is_found(&Stage::open(app).await, json!({ "what": "no_id" })).await;
    }

    async fn an_order_confirmed_without_number_and_marker_is_found_by_name_and_address(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("order-without-id");
        let service = stage.order("web-1.demo.test").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
        assert_eq!(stage.shop.licenses()[0]["licname"], "Item #1 addon web-1.demo.test");
    }

    async fn an_order_that_is_one_too_many_for_the_license_server_is_decided_by_staff(app: TestApp) {
        is_decided(&Stage::open(app).await, json!({ "what": "rate_limit", "retry_after": 1 })).await;
    }

    async fn an_order_that_is_one_too_many_is_ordered_again_by_itself_where_that_is_set(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.orders_again_by_itself().await;
        stage.of_order(json!({ "what": "rate_limit", "retry_after": 1 })).await;
        let service = stage.order("web-1.demo.test").await;
        stage.is_well(&service).await;
        stage.tells(&service, "The purchase got no clear answer, and nothing of it was there at the settle time: it is ordered again").await;
        stage.paid(1, 0).await;
    }

    async fn at_a_license_server_that_limits_its_calls_every_order_is_delivered_once(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("rate-limit");
        for (place, host) in ["web-1.demo.test", "web-2.demo.test"].into_iter().enumerate() {
            let service = stage.order(host).await;
            stage.goes_on(&service).await;
            stage.is_well(&service).await;
            stage.paid(place + 1, 0).await;
        }
    }

    async fn a_slow_license_server_delays_the_panel_and_nothing_else(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.fault(json!({ "function": "soft*", "every": true, "what": "delay_ms", "ms": 30 })).await;
        stage.fault(json!({ "function": ORDER, "what": "late_reply", "ms": 100 })).await;
        let service = stage.order("web-1.demo.test").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn with_every_session_dead_again_and_again_orders_are_delivered_once(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.enters_by_session().await;
        stage.plays("sessions-die");
        for host in ["web-1.demo.test", "web-2.demo.test"] {
            let service = stage.order(host).await;
            assert_eq!(stage.tasks().await, [""; 0], "nobody is asked");
            stage.goes_on(&service).await;
            stage.is_well(&service).await;
        }
        stage.paid(2, 0).await;
        let entered = stage.shop.license_server_requests();
        assert!(entered.iter().filter(|request| request["function"] == "auth").count() > 1, "by new sessions");
    }

    async fn while_both_servers_are_down_the_client_reads_that_it_goes_on_by_itself(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("outage");
        let service = lite("web-1.demo.test").order(&stage.shop.client).await;
        stage.look(1).await;
        let page = stage.shop.client.get(&service).await;
        assert_eq!(page.words("h1 .badge").as_deref(), Some("Being set up"));
        assert!([A_MOMENT, BY_ITSELF].contains(&page.words(".steps .step__text").unwrap_or_default().as_str()), "{}", page.text);
        stage.drain().await;
        stage.goes_on(&service).await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn a_captcha_before_the_license_server_holds_the_panel_up_and_staff_read_of_it(app: TestApp) {
        holds_the_panel_up(&Stage::open(app).await, "captcha", "a page in front of the panel wants to see a human (captcha).").await;
    }

    async fn a_page_instead_of_the_list_of_licenses_holds_the_panel_up_and_staff_read_of_it(app: TestApp) {
        holds_the_panel_up(&Stage::open(app).await, "html_page", "an HTML page came instead of an answer.").await;
    }

    async fn a_license_server_that_is_down_holds_the_panel_up_and_staff_read_its_status(app: TestApp) {
        holds_the_panel_up(&Stage::open(app).await, "http_503", "the panel answered with HTTP status 503.").await;
    }
}
