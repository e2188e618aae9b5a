//! Keys that come late or never, and words that nobody knows.

use serde_json::json;

use super::stage::{A_MOMENT, STAFF_LOOK, Stage};
use crate::main_job::reading::one;
use crate::main_job::shop::{date_of, day, lite};

const NOT_YET: &str = "The license server has not made the key yet. It is looked for again by itself; if it takes long, \
    look at the license there and have its key made there.";

/// A server whose license has no key, and gets none by itself.
async fn without_a_key(stage: &Stage<'_>) -> String {
    stage.of_order(json!({ "what": "no_key" })).await;
    lite("web-1.demo.test").order(&stage.shop.client).await
}

/// Its client deletes it, and its license is free, whatever became of its key.
async fn is_deleted_and_its_license_free(stage: &Stage<'_>, service: &str) {
    stage.shop.delete_at_once().await;
    stage.shop.delete(&stage.shop.client, service).await;
    assert_eq!(one(&stage.shop.client.get(service).await, "h1 .badge"), "Deleted");
    let license = stage.shop.licenses().remove(0);
    assert_eq!((&license["licname"], &license["ip"]), (&json!("free.lic"), &json!("0.0.0.0")), "{license}");
    stage.shop.nothing_waits().await;
    stage.paid(1, 0).await;
}

on_both! {
    async fn a_key_that_never_comes_leaves_the_server_delivered_and_tells_staff_after_a_quarter_of_an_hour(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("key-never-arrives");
        let service = lite("web-1.demo.test").order(&stage.shop.client).await;
        stage.wait(190).await;
        stage.staff_are_asked(&service, "Queued", NOT_YET).await;
        stage.client_reads(&service, A_MOMENT).await;
        stage.paid(1, 0).await;
        let key = serde_json::json!({ "do": "new_key", "license": 1001 });
        stage.person(key).await;
        stage.wait(20).await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn a_service_whose_key_is_long_in_coming_can_be_deleted_and_its_license_is_free(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = without_a_key(&stage).await;
        stage.wait(190).await;
        assert_eq!(stage.stands(&service).await.0, "Queued");
        is_deleted_and_its_license_free(&stage, &service).await;
    }

    async fn a_key_that_does_not_come_within_an_hour_is_for_a_person_who_may_look_again_or_give_it_up(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = without_a_key(&stage).await;
        stage.wait(190).await;
        // Most of an hour of looks.
        app.execute("UPDATE operations SET failures = 718").await;
        stage.wait(10).await;
        let says = "The license server has made no key for license #1001 within an hour. Have its key made there, then \
            Retry: it is looked for again. Giving up, or deleting the service, keeps the license.";
        stage.staff_are_asked(&service, "Failed", says).await;
        stage.client_reads(&service, STAFF_LOOK).await;
        let operation = stage.shop.operation(&service).await;
        stage.shop.press(&stage.shop.staff, &operation, "Retry").await;
        stage.wait(5).await;
        stage.waits(&service, NOT_YET).await;

        app.execute("UPDATE operations SET failures = 720").await;
        stage.wait(5).await;
        stage.staff_are_asked(&service, "Failed", says).await;
        stage.gives_up(&service).await;
        assert_eq!(stage.shop.licenses()[0]["ip"], stage.shop.address().as_str(), "it stays where it is");
        is_deleted_and_its_license_free(&stage, &service).await;
    }

    async fn a_license_that_a_person_stops_before_its_key_is_there_is_told_and_goes_on_when_it_is_active(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = without_a_key(&stage).await;
        stage.wait(10).await;
        stage.person(json!({ "do": "suspend_license", "license": 1001 })).await;
        stage.wait(20).await;
        let says = "License #1001 is stopped at the license server, and no key comes while it is. Activate it there, \
            then Retry.";
        stage.staff_are_asked(&service, "Failed", says).await;
        stage.client_reads(&service, STAFF_LOOK).await;
        stage.person(json!({ "do": "resume_license", "license": 1001 })).await;
        stage.person(json!({ "do": "new_key", "license": 1001 })).await;
        stage.presses(&service, "Retry").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn a_license_that_is_over_before_its_key_is_there_is_told_with_its_day_and_can_be_given_up(app: TestApp) {
        app.execute("DELETE FROM alignment_rules").await;
        let stage = Stage::open(app).await;
        let service = without_a_key(&stage).await;
        stage.wait(10).await;
        let over = date_of(&stage.shop.licenses()[0], "expiredate");
        stage.advance_to(over.tomorrow().unwrap()).await;
        stage.wait(20).await;
        let says = format!(
            "License #1001 was over on {} at the license server, and no key comes any more. Renew it there, then \
            Retry; or give this up.",
            day(over)
        );
        stage.staff_are_asked(&service, "Failed", &says).await;
        stage.gives_up(&service).await;
        stage.shop.nothing_waits().await;
        stage.paid(1, 0).await;
        stage.shop.delete(&stage.shop.client, &service).await;
        assert_eq!(one(&stage.shop.client.get(&service).await, "h1 .badge"), "Deleted");
        stage.shop.nothing_waits().await;
    }

    async fn a_license_that_a_person_deletes_before_its_key_is_there_is_replaced_for_the_same_address(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = without_a_key(&stage).await;
        stage.wait(10).await;
        stage.person(json!({ "do": "delete_license", "license": 1001 })).await;
        stage.wait(10).await;
        assert_eq!(app.open_operations().await, 0, "one operation buys once");
        let alerts = engine::reads::coverage_alerts(&app.engine).await.unwrap();
        assert_eq!(alerts[0].reason, domain::term_coverage::GapReason::Deleted, "until then it is an alert");
        stage.keep_house().await;
        stage.is_well(&service).await;
        stage.paid(2, 0).await;
        assert_eq!(stage.shop.licenses()[1]["ip"], stage.shop.address().as_str());
        assert!(stage.shop.key(&stage.shop.client, &service).await.starts_with("1002-"));
    }

    async fn a_key_that_comes_late_is_waited_for_and_nobody_is_asked(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.of_order(serde_json::json!({ "what": "slow_key", "reads": 10 })).await;
        let service = stage.order("web-1.demo.test").await;
        stage.is_well(&service).await;
        assert!(stage.shop.key(&stage.shop.client, &service).await.starts_with("1001-"));
        stage.paid(1, 0).await;
    }

    async fn states_in_words_that_nobody_knows_delay_a_server_and_break_nothing(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("unknown-words");
        let service = stage.order("web-1.demo.test").await;
        stage.wait(100).await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }
}
