//! Keys that come late or never, and words that nobody knows.

use super::stage::{A_MOMENT, Stage};
use crate::main_job::shop::lite;

on_both! {
    async fn a_key_that_never_comes_leaves_the_server_delivered_and_tells_staff_after_a_quarter_of_an_hour(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("key-never-arrives");
        let service = lite("web-1.demo.test").order(&stage.shop.client).await;
        stage.look(190).await;
        stage.staff_are_asked(&service, "Queued", "The license server has not made the key yet.").await;
        stage.client_reads(&service, A_MOMENT).await;
        stage.paid(1, 0).await;
        let key = serde_json::json!({ "do": "new_key", "license": 1001 });
        stage.person(key).await;
        stage.look(20).await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
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
        stage.look(100).await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }
}
