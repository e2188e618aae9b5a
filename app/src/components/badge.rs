//! A word of state with its colour.

use leptos::prelude::*;

/// How a state feels; never shown without its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Ok,
    Warn,
    Danger,
    Info,
    Idle,
}

/// Draws a badge.
pub(crate) fn badge(tone: Tone, word: impl Into<String>) -> AnyView {
    let class = match tone {
        Tone::Ok => "badge badge--ok",
        Tone::Warn => "badge badge--warn",
        Tone::Danger => "badge badge--danger",
        Tone::Info => "badge badge--info",
        Tone::Idle => "badge badge--idle",
    };
    view! { <span class=class>{word.into()}</span> }.into_any()
}
