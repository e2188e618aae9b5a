//! Every operation, with everything that may go wrong with a step: it runs twice, its process dies before the
//! commit, a remote call takes effect and its answer is lost, or fails in any other way.
//!
//! Whatever happens, the same must be true in the end: what the scenario wanted, bought once, and nothing lost.

mod faults;
mod invariants;
mod scenario;

use std::time::Duration;

use engine::Settings;
use engine::worker::Rehearsal;

use crate::support::app;
use scenario::Scenario;

on_both! {
    async fn every_step_of_every_operation_may_run_twice(app: TestApp) {
        let stage = scenario::Stage::set(app).await;
        for scenario in Scenario::ALL {
            stage.play(scenario, Rehearsal::Twice, "every step twice").await;
        }
    }

    async fn a_process_may_die_at_every_step_of_every_operation(app: TestApp) {
        let settings = Settings { lease: Duration::from_millis(20), ..app::settings() };
        let stage = scenario::Stage::set(app).await.with(app.engine_with(settings));
        for scenario in Scenario::ALL {
            stage.play(scenario, Rehearsal::Die, "a death at every step").await;
        }
    }

    async fn every_remote_call_may_take_effect_and_its_answer_be_lost(app: TestApp) {
        let settings = Settings { remote_timeout: Duration::from_millis(400), ..app::settings() };
        let stage = scenario::Stage::set(app).await.with(app.engine_with(settings));
        faults::each_call(&stage, &["timeout_after"], |_| true).await;
    }

    async fn every_change_at_a_remote_system_may_lose_its_connection(app: TestApp) {
        let stage = scenario::Stage::set(app).await;
        faults::each_call(&stage, &["close_before", "close_after", "cut_reply"], faults::is_change).await;
    }

    async fn every_change_at_a_remote_system_may_be_answered_by_an_error_or_a_page(app: TestApp) {
        let stage = scenario::Stage::set(app).await;
        faults::each_call(&stage, &["http_500", "http_500_after", "html_page"], faults::is_change).await;
    }

    async fn every_change_at_a_remote_system_may_be_answered_without_what_was_asked(app: TestApp) {
        let stage = scenario::Stage::set(app).await;
        faults::each_call(&stage, &["long_reply", "no_id"], faults::is_change).await;
    }
}
