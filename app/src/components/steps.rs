//! The steps of an operation.

use leptos::prelude::*;

use super::facts::clock;
use crate::texts::texts;

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StepState {
    Pending,
    Running,
    Waiting,
    Done,
    Failed,
    Unknown,
}

impl StepState {
    const fn class(self) -> &'static str {
        match self {
            Self::Pending => "step",
            Self::Running => "step step--running",
            Self::Waiting => "step step--waiting",
            Self::Done => "step step--done",
            Self::Failed => "step step--failed",
            Self::Unknown => "step step--unknown",
        }
    }

    fn word(self) -> &'static str {
        let words = &texts().operations;
        match self {
            Self::Pending => words.step_pending,
            Self::Running => words.step_running,
            Self::Waiting => words.step_waiting,
            Self::Done => words.step_done,
            Self::Failed => words.step_failed,
            Self::Unknown => words.step_unknown,
        }
    }
}

/// One step as it is drawn.
pub(crate) struct Step {
    pub(crate) title: String,
    pub(crate) state: StepState,
    pub(crate) at_ms: Option<i64>,
    pub(crate) text: Option<String>,
    pub(crate) details: AnyView,
}

/// Draws steps with their details, for staff.
pub(crate) fn steps(steps: Vec<Step>) -> AnyView {
    list("steps", steps)
}

/// Draws steps without details, for a client.
pub(crate) fn compact_steps(steps: Vec<Step>) -> AnyView {
    list("steps steps--compact", steps)
}

fn list(class: &'static str, steps: Vec<Step>) -> AnyView {
    let items = steps
        .into_iter()
        .map(|step| {
            let text = step.text.map(|text| view! { <p class="step__text">{text}</p> });
            let time = step.at_ms.map(|ms| clock("step__time", ms));
            let current = matches!(step.state, StepState::Running | StepState::Waiting).then_some("step");
            view! {
                <li class=step.state.class() aria-current=current>
                    <div class="step__head">
                        <span class="step__title">{step.title}</span>
                        <span class="step__state">{step.state.word()}</span>
                        {time}
                    </div>
                    {text}
                    {step.details}
                </li>
            }
        })
        .collect_view();
    view! { <ol class=class>{items}</ol> }.into_any()
}
