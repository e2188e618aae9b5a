//! What is known of a thing, by name.

use leptos::prelude::*;

use crate::texts::dates;

/// One fact of a list.
pub(crate) fn fact(name: &'static str, value: impl IntoAny) -> AnyView {
    view! { <div class="facts__row"><dt>{name}</dt><dd>{value.into_any()}</dd></div> }.into_any()
}

/// A card of facts.
pub(crate) fn facts_card(title: &'static str, facts: Vec<AnyView>) -> AnyView {
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{title}</h2></header>
            <dl class="facts">{facts}</dl>
        </section>
    }
    .into_any()
}

/// A card of facts that stand beside each other.
pub(crate) fn facts_columns(title: &'static str, facts: Vec<AnyView>) -> AnyView {
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{title}</h2></header>
            <dl class="facts facts--columns">{facts}</dl>
        </section>
    }
    .into_any()
}

/// A fixed-width text: an address, a code.
pub(crate) fn mono(text: impl ToString) -> AnyView {
    view! { <span class="mono">{text.to_string()}</span> }.into_any()
}

/// A link.
pub(crate) fn link(href: String, text: impl Into<String>) -> AnyView {
    view! { <a href=href>{text.into()}</a> }.into_any()
}

/// A day, also for machines.
pub(crate) fn day(date: domain::Date) -> AnyView {
    view! { <time class="nowrap" datetime=date.to_string()>{dates::day(date)}</time> }.into_any()
}

/// The day of a moment, also for machines.
pub(crate) fn moment_day(ms: i64) -> AnyView {
    view! { <time class="nowrap" datetime=dates::machine(ms)>{dates::day_of(ms)}</time> }.into_any()
}

/// A business day with the machine's time of day.
pub(crate) fn happened(on: domain::Date, ms: i64) -> AnyView {
    view! { <time class="nowrap" datetime=on.to_string()>{dates::day_and_time(on, ms)}</time> }.into_any()
}

/// A moment, also for machines.
pub(crate) fn moment(ms: i64) -> AnyView {
    view! { <time class="nowrap" datetime=dates::machine(ms)>{dates::moment(ms)}</time> }.into_any()
}

/// A time of day with seconds, also for machines.
pub(crate) fn clock(class: &'static str, ms: i64) -> AnyView {
    view! { <time class=class datetime=dates::machine(ms)>{dates::clock_seconds(ms)}</time> }.into_any()
}
