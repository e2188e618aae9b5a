//! License servers that keep markers unique, do not, or show none.

use serde_json::json;

use super::stage::{STAFF_LOOK, Stage};

const AGAIN: &str = "It was not bought: order again";
const UNDECIDED: &str = "The purchase got no clear answer and its license was not found. A person decides.";

on_both! {
    async fn a_marker_that_is_refused_as_taken_is_looked_for_and_then_decided_by_staff(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("remoteid-unique");
        stage.of_order(json!({ "what": "refuse", "error": "remoteid_taken" })).await;
        let service = stage.order("web-1.demo.test").await;
        stage.client_reads(&service, STAFF_LOOK).await;
        stage.staff_are_asked(&service, "No answer: check", UNDECIDED).await;
        stage.presses(&service, AGAIN).await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn where_a_marker_may_be_used_twice_every_order_has_its_own_and_is_made_once(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.of_order(json!({ "what": "close_before" })).await;
        let service = stage.order("web-1.demo.test").await;
        stage.presses(&service, AGAIN).await;
        stage.is_well(&service).await;
        let second = stage.order("web-2.demo.test").await;
        stage.is_well(&second).await;
        stage.paid(2, 0).await;
        let markers: Vec<_> = stage.shop.licenses().iter().map(|license| license["remoteid"].to_string()).collect();
        assert!(markers[0] != markers[1] && markers.iter().all(|marker| marker.starts_with("\"kp-")), "{markers:?}");
    }

    async fn where_no_marker_is_shown_a_lost_order_is_found_by_plan_name_and_address(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("remoteid-hidden");
        stage.of_order(json!({ "what": "close_after" })).await;
        let service = stage.order("web-1.demo.test").await;
        stage.is_well(&service).await;
        stage.tells(&service, "Found by").await;
        stage.paid(1, 0).await;
    }

    async fn a_list_that_hides_its_markers_once_delays_a_lost_order_and_nothing_else(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.of_order(json!({ "what": "close_after" })).await;
        stage.fault(json!({ "function": "soft", "nth": 2, "what": "hide_remoteid" })).await;
        let service = stage.order("web-1.demo.test").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }
}
