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
    draw(drawing, title, text, step.map(|(href, label)| (href.to_owned(), label)))
}

/// The same where the first step stands at an address of its own.
pub(crate) fn empty_at(
    drawing: Icon,
    title: &'static str,
    text: &'static str,
    step: (String, &'static str),
) -> AnyView {
    draw(drawing, title, text, Some(step))
}

fn draw(
    drawing: Icon,
    title: &'static str,
    text: &'static str,
    step: Option<(String, &'static str)>,
) -> AnyView {
    let step = step.map(|(href, label)| view! { <a class="button button--primary" href=href>{label}</a> });
    empty_with(drawing, title, text, step)
}

/// The same with a first step of any kind: a form, several links.
pub(crate) fn empty_with(
    drawing: Icon,
    title: &'static str,
    text: &'static str,
    step: impl IntoAny,
) -> AnyView {
    view! {
        <div class="empty">
            <span class="empty__icon">{super::icon::icon(drawing)}</span>
            <h2 class="empty__title">{title}</h2>
            <p class="empty__text">{text}</p>
            {step.into_any()}
        </div>
    }
    .into_any()
}
