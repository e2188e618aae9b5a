//! What a client reads of a suspension: since when, why, what to do, and what becomes of the license.

use domain::suspension::KeptLicense;
use domain::{OperationKind, PanelState, SuspensionCause};
use engine::reads::ServicePage;
use leptos::prelude::*;

use crate::components::progress::is_busy;
use crate::texts::dates::day;
use crate::texts::texts;

/// The note on the page of a suspended service; none while it is being resumed.
pub(super) fn note(page: &ServicePage) -> Option<AnyView> {
    let words = &texts().suspension;
    let suspended = page.card.suspended.as_ref()?;
    let resumed = page.progress.as_ref().filter(|running| running.kind == OperationKind::ResumeService);
    if resumed.is_some_and(is_busy) {
        return None;
    }
    let since = day(suspended.on);
    let (why, what) = match suspended.cause {
        SuspensionCause::NotPaid => (words.client_not_paid(since), words.client_renew),
        SuspensionCause::Staff => {
            let reason = suspended.reason.clone().unwrap_or_default();
            (words.client_by_staff(since, reason), words.client_ask)
        }
    };
    let license = license(page).map(|text| view! { <p>{text}</p> });
    Some(view! { <div class="note note--warn"><p>{why} " " {what}</p> {license}</div> }.into_any())
}

/// Only whoever can renew is told until when the license waits.
fn license(page: &ServicePage) -> Option<String> {
    let words = &texts().suspension;
    match page.kept_license {
        Some(KeptLicense::Until { on } | KeptLicense::Release { since: on }) => {
            Some(words.client_license_until(day(on)))
        }
        Some(KeptLicense::ToItsEnd { expires_on }) => Some(words.client_license_to_end(day(expires_on))),
        None if page.card.panel_state == PanelState::Released => Some(words.client_license_gone.to_owned()),
        None => None,
    }
}
