//! How much needs a person, in the menu of every staff page.

use leptos::prelude::*;

use crate::islands::LivePage;

/// The address of the count alone.
pub(crate) const ADDRESS: &str = "/staff/needs-person";

/// The number; nothing while nothing needs anybody.
pub(crate) fn count(number: i64) -> AnyView {
    let shown = (number > 0).then(|| number.to_string());
    view! { <span class="nav-link__count" id="needs-person" data-live="">{shown}</span> }.into_any()
}

/// What keeps the number right while the page stands open.
pub(crate) fn keep_counting() -> AnyView {
    // It draws nothing, and must take no place in a layout either.
    view! { <div hidden><LivePage events="/events/work".to_owned() from=ADDRESS.to_owned()/></div> }
        .into_any()
}
