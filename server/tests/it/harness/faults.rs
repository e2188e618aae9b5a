//! Each remote call of each scenario, failing in each way.

use engine::worker::Rehearsal;
use engine::{Caller, reads};
use serde_json::json;

use super::scenario::{Scenario, Stage};
use crate::support::database::FreshDatabase;

/// Whose every call fails in every way, on one database: a remote system does not know which one we have. Of all
/// others each change fails in one of the ways, by turns: they are made of the same steps in another order.
const WHOLE: [Scenario; 4] = [Scenario::Purchase, Scenario::PoolHit, Scenario::Release, Scenario::Renewal];

/// Plays each scenario once for each of its remote calls and each kind of fault.
pub async fn each_call(stage: &Stage<'_>, kinds: &[&str], wanted: fn(&str) -> bool) {
    let mut turn = 0;
    for scenario in Scenario::ALL {
        let is_whole = WHOLE.contains(&scenario) && matches!(stage.app.database, FreshDatabase::Sqlite(_));
        let clean = Box::pin(stage.play(scenario, Rehearsal::Real, "nothing")).await;
        for (function, nth, step) in calls(stage, clean).await {
            if !wanted(&function) || !scenario.rehearses(&step) || !(is_whole || is_change(&function)) {
                continue;
            }
            turn += 1;
            let in_turn = [kinds[turn % kinds.len()]];
            for kind in if is_whole { kinds } else { &in_turn } {
                let prepared = Box::pin(stage.prepare(scenario)).await;
                let rule = json!([{ "function": function, "nth": nth, "what": kind }]);
                stage.app.order_faults(rule).await;
                let what = format!("{kind} at call {nth} of {function}");
                Box::pin(stage.perform(scenario, prepared, Rehearsal::Real, &what)).await;
                stage.app.clear_faults().await;
            }
        }
    }
}

/// Whether a function changes or spends.
pub fn is_change(function: &str) -> bool {
    let is_read = ["soft", "soft.checkip"].contains(&function) || function.starts_with("GET ");
    !is_read && !function.starts_with("POST /auth")
}

/// The calls that an operation made, each with its number among those of the same function, and its step.
async fn calls(stage: &Stage<'_>, operation: domain::OperationId) -> Vec<(String, usize, String)> {
    let page = reads::operation(&stage.engine, Caller::Operator, operation).await.unwrap();
    let mut calls: Vec<(String, usize, String)> = Vec::new();
    for call in page.calls.iter().rev() {
        let function = pattern(&call.function);
        let nth = calls.iter().filter(|(earlier, ..)| *earlier == function).count() + 1;
        calls.push((function, nth, call.step.clone().unwrap_or_default()));
    }
    calls
}

/// The function as the sandbox's faults name it: numbers in a path stand for any.
fn pattern(function: &str) -> String {
    let segment = |part: &str| if part.parse::<u64>().is_ok() { "{id}".to_owned() } else { part.to_owned() };
    function.split('/').map(segment).collect::<Vec<_>>().join("/")
}
