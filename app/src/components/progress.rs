//! How far a service's operation is, in phases, without the machinery.

use domain::operation::Note;
use domain::{OperationKind, OperationState, PanelState, ServiceState};
use engine::reads::{Progress, ServiceCard};
use leptos::prelude::*;

use super::steps::{Step, StepState, compact_steps};
use crate::islands::LivePage;
use crate::texts::steps::{Panel, phases};
use crate::texts::{notes, texts};

/// Whether an operation still changes what the page shows.
pub(crate) fn is_moving(progress: &Progress) -> bool {
    let rests =
        matches!(progress.note, Some(Note::AddressChangeNotBefore { .. } | Note::AddressMayNotChange { .. }));
    !progress.state.is_over() && !rests
}

/// Whether a worker has it, or will soon.
pub(crate) fn is_busy(progress: &Progress) -> bool {
    matches!(progress.state, OperationState::Ready | OperationState::Running)
}

/// Draws the progress of an operation for the client.
pub(crate) fn progress(progress: &Progress, card: &ServiceCard) -> AnyView {
    let words = &texts().services;
    let (names, current) = phases(progress.kind, panel(card), &progress.step);
    let total = names.len();
    let done = if progress.state == OperationState::Done { total } else { current };
    let state_here = match progress.state {
        OperationState::Ready | OperationState::Running => StepState::Running,
        OperationState::Failed | OperationState::Unknown => StepState::Waiting,
        OperationState::Done => StepState::Done,
        OperationState::GivenUp => StepState::Failed,
    };
    let note = progress.note.as_ref().filter(|_| is_moving(progress)).map(notes::for_client);
    let steps = names
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            let state = match index.cmp(&done) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal => state_here,
                std::cmp::Ordering::Greater => StepState::Pending,
            };
            let text = note.clone().filter(|_| index == done);
            Step { title: name, state, at_ms: None, text, details: ().into_any() }
        })
        .collect();
    let title = match progress.kind {
        OperationKind::ProvisionService if card.state == ServiceState::Active => words.progress_panel,
        OperationKind::ProvisionService => words.progress_setup,
        OperationKind::DeleteService => words.progress_delete,
        OperationKind::RenewLicense => words.progress_renewal,
        OperationKind::SuspendService => words.progress_suspend,
        OperationKind::ResumeService => words.progress_resume,
        OperationKind::ReleaseLicense | OperationKind::ReturnLicense => words.progress_release,
        OperationKind::ChangeAddress => texts().moves.progress_address,
        OperationKind::ChangePanel => texts().panel_change.phase_title,
        OperationKind::ChangeKey => texts().moves.progress_key,
    };
    let place = words.progress_place(done, total);
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{title}</h2></header>
            <progress class="progress" value=done.to_string() max=total.to_string() aria-label=words.progress>{place}</progress>
            {compact_steps(steps)}
        </section>
    }
    .into_any()
}

fn panel(card: &ServiceCard) -> Panel<'_> {
    if card.panel_state == PanelState::None {
        Panel::None
    } else if card.install.run.is_some() {
        Panel::ByRecipe(&card.panel_name)
    } else {
        Panel::ByClient
    }
}

/// What keeps the page moving: an event stream, and without JavaScript a reload.
pub(crate) fn keep_moving(state: OperationState, events: String) -> AnyView {
    // What waits for a person need not be asked for every few seconds.
    let seconds = if matches!(state, OperationState::Ready | OperationState::Running) { "3" } else { "60" };
    view! {
        <LivePage events=events from=String::new()/>
        <noscript><meta http-equiv="refresh" content=seconds/></noscript>
    }
    .into_any()
}
