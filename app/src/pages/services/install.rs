//! How the panel gets onto the server, and how far that is: for the client.

use domain::{PanelInstall, PanelState, ServiceState};
use engine::reads::ServiceCard;
use leptos::prelude::*;

use crate::texts::texts;

/// What a client is told of it, once the server is there; how to install it by hand only once the license is there.
pub(super) fn note(card: &ServiceCard) -> Option<AnyView> {
    // Nobody reaches a server that is stopped or going.
    if card.state != ServiceState::Active {
        return None;
    }
    let words = &texts().services;
    let panel = card.panel_name.as_str();
    let (tone, text) = match (card.panel_state, card.install.state) {
        (PanelState::Pending, install) => {
            let then = (install == PanelInstall::Waiting).then(|| words.install_waiting(panel));
            let text = std::iter::once(words.pending_text.to_owned()).chain(then);
            ("note note--info", text.collect::<Vec<_>>().join(" "))
        }
        (PanelState::Active, PanelInstall::Waiting | PanelInstall::Running) => {
            ("note note--info", words.installing(panel))
        }
        (PanelState::Active, PanelInstall::Installed) => ("note note--ok", words.installed(panel)),
        (PanelState::Active, PanelInstall::Failed) => ("note note--warn", words.install_failed(panel)),
        (PanelState::Active, PanelInstall::ByClient | PanelInstall::None) => return Some(by_client(card)),
        _ => return None,
    };
    Some(view! { <div class=tone><p>{text}</p></div> }.into_any())
}

/// The steps as staff wrote them: text, with its line breaks.
fn by_client(card: &ServiceCard) -> AnyView {
    let words = &texts().services;
    let steps = card.install.steps.trim().to_owned();
    if steps.is_empty() {
        return view! { <div class="note note--info"><p>{words.not_installed}</p></div> }.into_any();
    }
    view! {
        <div class="note note--info">
            <p>{words.install_steps}</p>
            <p class="as-written">{steps}</p>
        </div>
    }
    .into_any()
}
