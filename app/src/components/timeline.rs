//! What happened to a thing, newest first.

use domain::Date;
use leptos::prelude::*;

use super::badge::Tone;
use crate::texts::dates;

/// One thing that happened.
pub(crate) struct Happened {
    pub(crate) tone: Tone,
    pub(crate) on: Date,
    pub(crate) at_ms: i64,
    pub(crate) text: String,
    pub(crate) why: Option<String>,
    /// What somebody who decided had before their eyes.
    pub(crate) seen: Option<String>,
    pub(crate) link: Option<(String, String)>,
}

/// Draws a timeline in a card.
pub(crate) fn timeline(title: &'static str, nothing: &'static str, items: Vec<Happened>) -> AnyView {
    let content = if items.is_empty() {
        view! { <p class="muted">{nothing}</p> }.into_any()
    } else {
        view! { <ol class="timeline">{items.into_iter().map(item).collect_view()}</ol> }.into_any()
    };
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{title}</h2></header>
            {content}
        </section>
    }
    .into_any()
}

fn item(happened: Happened) -> AnyView {
    let class = match happened.tone {
        Tone::Ok => "timeline__item timeline__item--ok",
        Tone::Warn => "timeline__item timeline__item--warn",
        Tone::Danger => "timeline__item timeline__item--danger",
        Tone::Info => "timeline__item timeline__item--info",
        Tone::Idle => "timeline__item",
    };
    let link = happened.link.map(|(href, text)| view! { " " <a href=href>{text}</a> });
    let seen = happened.seen.map(|seen| view! { <p class="timeline__seen">{seen}</p> });
    let why = happened.why.map(|why| view! { <p class="timeline__why">{why}</p> });
    view! {
        <li class=class>
            <time class="timeline__time" datetime=happened.on.to_string()>
                {dates::happened(happened.on, happened.at_ms)}
            </time>
            <p class="timeline__text">{happened.text}{link}</p>
            {why} {seen}
        </li>
    }
    .into_any()
}
