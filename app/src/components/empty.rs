//! A list with nothing in it.

use leptos::prelude::*;

use super::icon::Icon;

/// Says what belongs here, and offers the first step.
pub(crate) fn empty(
    drawing: Icon,
    title: &'static str,
    text: &'static str,
    step: Option<(&'static str, &'static str)>,
) -> AnyView {
    let step = step.map(|(href, label)| view! { <a class="button button--primary" href=href>{label}</a> });
    view! {
        <div class="empty">
            <span class="empty__icon">{super::icon::icon(drawing)}</span>
            <h2 class="empty__title">{title}</h2>
            <p class="empty__text">{text}</p>
            {step}
        </div>
    }
    .into_any()
}
