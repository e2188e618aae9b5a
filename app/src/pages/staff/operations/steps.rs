//! The steps of an operation with the calls each of them made.

use domain::{OperationState, StepOutcome};
use engine::reads::{OperationPage, RemoteCall, StepRun};
use leptos::prelude::*;

use super::{calls, runs};
use crate::components::steps::{Step, StepState, steps};
use crate::texts::{notes, steps::step_name, texts};

/// Draws them in the order in which they first ran.
pub(super) fn view(page: &OperationPage) -> AnyView {
    let words = &texts().operations;
    let operation = &page.operation;
    let mut names: Vec<&str> = Vec::new();
    for run in page.steps.iter().rev() {
        if !names.contains(&run.step.as_str()) {
            names.push(&run.step);
        }
    }
    let mut drawn: Vec<Step> = names.iter().map(|name| step(page, name)).collect();
    if !operation.state.is_over() && !names.contains(&operation.step.as_str()) {
        let state =
            if operation.state == OperationState::Running { StepState::Running } else { StepState::Pending };
        let title = step_name(&operation.step);
        drawn.push(Step { title, state, at_ms: None, text: None, details: ().into_any() });
    }
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{words.steps}</h2></header>
            {steps(drawn)}
        </section>
    }
    .into_any()
}

fn step(page: &OperationPage, name: &str) -> Step {
    // The newest stands first.
    let runs: Vec<&StepRun> = page.steps.iter().filter(|run| run.step == name).collect();
    let calls: Vec<&RemoteCall> =
        page.calls.iter().rev().filter(|call| call.step.as_deref() == Some(name)).collect();
    let last = runs.first();
    let current = page.operation.step == name && !page.operation.state.is_over();
    let state = last.map_or(StepState::Pending, |run| state(run.outcome, current, page.operation.state));
    let note =
        last.and_then(|run| run.note.as_ref()).filter(|_| state != StepState::Done).map(notes::for_staff);
    Step {
        title: step_name(name),
        state,
        at_ms: last.map(|run| run.ended_at_ms.unwrap_or(run.started_at_ms)),
        text: note,
        details: view! { {runs::view(name, &runs)} {calls::view(name, &calls)} }.into_any(),
    }
}

fn state(outcome: StepOutcome, current: bool, operation: OperationState) -> StepState {
    match outcome {
        StepOutcome::Started if current && operation == OperationState::Running => StepState::Running,
        StepOutcome::Started => StepState::Waiting,
        StepOutcome::Done => StepState::Done,
        StepOutcome::Waiting | StepOutcome::Transient => StepState::Waiting,
        StepOutcome::Permanent => StepState::Failed,
        StepOutcome::Unknown => StepState::Unknown,
    }
}
