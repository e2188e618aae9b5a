//! Calls to remote systems: what was sent (only allowed fields are kept) and what came back.

use engine::reads::{CallOutcome, RemoteCall};
use leptos::prelude::*;

use crate::components::badge::{Tone, badge};
use crate::texts::{dates, texts};

/// Draws the calls of one step, the oldest first.
pub(super) fn view(step: &str, calls: &[&RemoteCall]) -> AnyView {
    let views: Vec<AnyView> =
        calls.iter().enumerate().map(|(index, made)| call(format!("call-{step}-{index}"), made)).collect();
    views.into_any()
}

fn call(id: String, call: &RemoteCall) -> AnyView {
    let words = &texts().operations;
    let outcome = match call.outcome {
        CallOutcome::Ok => badge(Tone::Ok, words.call_ok),
        CallOutcome::Refused => badge(Tone::Danger, words.call_refused),
        CallOutcome::Unsent => badge(Tone::Idle, words.call_unsent),
        CallOutcome::Unknown => badge(Tone::Warn, words.call_unknown),
    };
    let time =
        format!("{} · {}", dates::clock_seconds(call.started_at_ms), dates::duration(call.duration_ms));
    let mut body: Vec<String> = call.request.iter().map(|(name, value)| format!("{name}={value}")).collect();
    body.extend(call.answer.as_ref().map(|answer| format!("\n{}: {answer}", words.answer)));
    view! {
        <details class="call" id=id>
            <summary class="call__summary">
                {call.function.clone()} " " {outcome}
                <time class="call__time" datetime=dates::machine(call.started_at_ms)>{time}</time>
            </summary>
            <pre class="call__body">{body.join("\n")}</pre>
        </details>
    }
    .into_any()
}
