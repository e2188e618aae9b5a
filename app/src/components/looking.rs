//! The mark over a client's page that somebody of the staff looks at.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::functions::StopLooking;
use crate::texts::texts;

/// Says whose page it is, and leads back.
pub(crate) fn looking(client: &str) -> AnyView {
    let words = &texts().looking;
    view! {
        <div class="site-notice">
            <form method="post" action=StopLooking::PATH>
                <strong>{words.mark(client)}</strong> " " {words.may_not} " · "
                <button type="submit" class="link-button">{words.back}</button>
            </form>
        </div>
    }
    .into_any()
}
