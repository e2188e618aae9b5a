//! People who work at the license server behind our back.

use domain::term_coverage::GapReason;
use serde_json::json;

use super::stage::Stage;
use crate::change_panel::run_up_to;
use crate::main_job::reading::{one, rows};
use crate::main_job::shop::lite;

on_both! {
    async fn a_license_that_a_person_deleted_is_replaced_for_the_same_address_and_the_client_keeps_a_panel(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.person(json!({ "do": "delete_license", "license": 1001 })).await;
        stage.keep_house().await;
        stage.is_well(&service).await;
        stage.paid(2, 0).await;
        let licenses = stage.shop.licenses();
        assert_eq!(licenses[1]["ip"], stage.shop.address().as_str(), "{licenses:#?}");
    }

    async fn a_license_that_a_person_renewed_is_not_renewed_again(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.person(json!({ "do": "renew_license", "license": 1001 })).await;
        stage.keep_house().await;
        stage.is_well(&service).await;
        stage.paid(1, 1).await;
    }

    async fn a_license_that_a_person_renews_at_the_same_moment_ends_later_and_both_charges_are_listed(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.fault(json!({ "function": "service.prolong", "what": "person", "do": "renew_license" })).await;
        stage.keep_house().await;
        stage.is_well(&service).await;
        stage.paid(1, 2).await;
        stage.keep_house().await;
        let list = rows(&stage.shop.staff.get("/staff/purchases").await);
        let causes: Vec<_> = list.iter().filter_map(|row| row.get(3)).take(3).collect();
        assert_eq!(causes, ["Unexplained", "Recorded", "Recorded"], "{list:#?}");
    }

    async fn a_license_that_a_person_moved_is_renewed_only_after_staff_put_it_back(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        let server = stage.shop.address();
        stage.person(json!({ "do": "readdress_license", "license": 1001, "ip": "198.18.7.7" })).await;
        stage.keep_house().await;
        let says = format!(
            "License #1001 is on address 198.18.7.7 at the license server, but its server has {server}; nothing is \
            renewed. Put it back on {server} there, then Retry. Or, if the server is to have 198.18.7.7: give this up, \
            change the server's address at VMmanager, and follow it on the service's page."
        );
        stage.staff_are_asked(&service, "Failed", &says).await;
        stage.paid(1, 0).await;
        assert_eq!(stage.shop.licenses()[0]["ip"], "198.18.7.7", "no address is overwritten that a person set");
        stage.shop.is_active(&stage.shop.client, &service).await;
        let client = stage.shop.client.get(&service).await;
        let told = "The control panel's license does not serve this server just now. We have been told";
        assert!(client.text.contains(told), "{}", client.text);
        assert!(!client.text.contains("198.18.7.7"), "{}", client.text);
        let gap = engine::reads::coverage_alerts(&app.engine).await.unwrap().remove(0);
        assert_eq!((gap.reason, gap.worked_on_by.is_some()), (GapReason::Elsewhere, true));

        stage.presses(&service, "Retry").await;
        stage.staff_are_asked(&service, "Failed", &says).await;
        stage.keep_house().await;
        stage.paid(1, 0).await;

        stage.person(json!({ "do": "readdress_license", "license": 1001, "ip": server })).await;
        stage.presses(&service, "Retry").await;
        stage.is_well(&service).await;
        stage.paid(1, 1).await;
        assert!(engine::reads::coverage_alerts(&app.engine).await.unwrap().is_empty());
    }

    async fn a_license_that_a_person_renamed_still_serves_its_server(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.person(json!({ "do": "rename_license", "license": 1001, "name": "renamed by Anna" })).await;
        stage.keep_house().await;
        stage.is_well(&service).await;
        stage.paid(1, 1).await;
        assert_eq!(stage.shop.licenses()[0]["licname"], "renamed by Anna", "a person's name is not overwritten");
    }

    async fn automatic_renewal_that_a_person_switched_on_is_switched_off_before_the_license_is_free(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        stage.person(json!({ "do": "autoprolong_on", "license": 1001 })).await;
        stage.shop.delete(&stage.shop.client, &service).await;
        let license = stage.shop.licenses().remove(0);
        assert_eq!((&license["autoprolong"], &license["licname"]), (&json!(false), &json!("free.lic")), "{license}");
        stage.shop.nothing_waits().await;
        let pool = rows(&stage.shop.pool().await);
        assert_eq!((pool.len(), pool[0][5].as_str()), (1, "Now"), "{pool:?}");
    }

    async fn automatic_renewal_on_a_free_license_keeps_it_out_and_the_pool_says_so(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        stage.shop.delete(&stage.shop.client, &service).await;
        stage.person(json!({ "do": "autoprolong_on", "license": 1001 })).await;
        let second = stage.order_for_another("web-2.demo.test").await;
        stage.shop.is_active(&stage.shop.client2, &second).await;
        stage.paid(2, 0).await;
        assert_eq!(stage.shop.licenses()[0]["licname"], "free.lic");
        stage.shop.nothing_waits().await;
    }

    async fn a_free_license_that_a_person_deletes_under_a_claim_is_left_and_another_is_bought(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        stage.shop.delete(&stage.shop.client, &service).await;
        stage.fault(json!({ "function": "soft.edit", "with": { "sok": "*" }, "what": "person", "do": "delete_license" })).await;
        let second = stage.order_for_another("web-2.demo.test").await;
        stage.shop.is_active(&stage.shop.client2, &second).await;
        stage.paid(2, 0).await;
        stage.shop.nothing_waits().await;
    }

    async fn a_license_that_a_person_suspended_is_told_and_serves_again_with_its_renewal(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.person(json!({ "do": "suspend_license", "license": 1001 })).await;
        stage.keep_house().await;
        stage.is_well(&service).await;
        assert_eq!(stage.shop.licenses()[0]["status_name"], "Active");
        stage.paid(1, 1).await;
    }

    async fn a_sticky_filter_hides_licenses_and_the_order_waits_instead_of_buying_a_second_one(app: TestApp) {
        let stage = Stage::open(app).await;
        let first = stage.order("web-1.demo.test").await;
        stage.person(json!({ "do": "set_filter", "user": "reseller", "fields": { "licname": "free.lic" } })).await;
        app.order_faults(json!({ "settings": { "tells_filters": false } })).await;
        let second = stage.order_for_another("web-2.demo.test").await;
        stage.paid(1, 0).await;
        stage.person(json!({ "do": "clear_filter", "user": "reseller" })).await;
        stage.presses(&second, "Look again now").await;
        stage.shop.is_active(&stage.shop.client2, &second).await;
        stage.is_well(&first).await;
        stage.paid(2, 0).await;
    }

    async fn while_a_filter_hides_licenses_nothing_is_ordered_again_on_a_persons_word(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.of_order(json!({ "what": "close_after" })).await;
        let service = lite("web-1.demo.test").order(&stage.shop.client).await;
        run_up_to(app, &stage.shop.operation(&service).await, "seek_license").await;
        app.order_faults(json!({ "settings": { "tells_filters": true } })).await;
        stage.person(json!({ "do": "set_filter", "user": "reseller", "fields": { "licname": "free.lic" } })).await;
        stage.look(9).await;
        assert_eq!(stage.stands(&service).await.0, "No answer: check");
        let again = "It was not bought: order again";
        let page = stage.shop.press(&stage.shop.staff, &stage.shop.operation(&service).await, again).await;
        assert!(one(&page, ".flash").contains("its list of licenses did not come whole"), "{}", page.text);
        assert_eq!(stage.stands(&service).await.0, "No answer: check");
        stage.person(json!({ "do": "clear_filter", "user": "reseller" })).await;
        let page = stage.shop.press(&stage.shop.staff, &stage.shop.operation(&service).await, again).await;
        assert!(one(&page, ".flash").contains("1001"), "it is there: {}", page.text);
        stage.presses(&service, "Refresh").await;
        stage.presses(&service, "It is license #1001").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn a_filter_that_a_person_leaves_for_some_looks_delays_and_loses_nothing(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("sticky-filter");
        let first = stage.order("web-1.demo.test").await;
        stage.is_well(&first).await;
        let second = lite("web-2.demo.test").order(&stage.shop.client2).await;
        stage.wait(60).await;
        stage.shop.is_active(&stage.shop.client2, &second).await;
        stage.paid(2, 0).await;
    }

    async fn people_at_the_license_server_lose_no_license_and_cause_no_second_purchase(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("people-at-the-license-server");
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.keep_house().await;
        stage.is_well(&service).await;
        let orders = stage.shop.charges().iter().filter(|charge| charge["kind"] == "order").count();
        assert_eq!(orders, 1, "{:#?}", stage.shop.charges());
    }
}
