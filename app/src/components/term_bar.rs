//! Two terms over each other: how long a service is paid, and how long its license is valid.

use domain::term_coverage::{Facts, Term};
use domain::{Date, RemoteStatus};
use leptos::prelude::*;

use crate::texts::{coverage, texts};

const WIDTH: i64 = 300;
const BAR: i64 = 8;
const LICENSE_Y: i64 = 11;
const HEIGHT: i64 = 20;

/// The bars, from today on; `to` is the last day that is drawn.
pub(crate) fn term_bar(facts: &Facts, to: Date) -> AnyView {
    let today = facts.today;
    let days = |date: Date| i64::from(today.until(date).map_or(0, |span| span.get_days())).max(0);
    let whole = days(to).max(1);
    let x = move |date: Date| (days(date).min(whole) * WIDTH / whole).max(0);
    let paid = x(facts.paid_until);
    let expires = facts.license.and_then(|license| license.expires_on);
    let license = expires.map_or(0, x);
    let gap = match facts.term() {
        Term::Gap { from, .. } => Some((x(from), paid.max(x(from) + 3).min(WIDTH))),
        _ => None,
    };
    let licensed = gap.map_or(license, |(from, _)| license.min(from));
    let gap = gap.map(|(from, to)| {
        let from = from.min(WIDTH - 3);
        view! { <rect class="chart__bar chart__bar--danger" x=from y=LICENSE_Y width=(to - from).max(3) height=BAR rx="2"/> }
    });
    view! {
        <svg class="term-bar" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=coverage::bar(facts)
            preserveAspectRatio="none">
            <rect class="chart__bar chart__bar--b" x="0" y="1" width=paid height=BAR rx="2"/>
            <rect class="chart__bar" x="0" y=LICENSE_Y width=licensed height=BAR rx="2"/>
            {gap}
        </svg>
    }
    .into_any()
}

/// What the colours mean.
pub(crate) fn term_legend(with_gap: bool) -> AnyView {
    let words = &texts().coverage;
    let gap =
        with_gap.then(|| view! { <li class="legend__item legend__item--danger">{words.legend_gap}</li> });
    view! {
        <ul class="legend">
            <li class="legend__item legend__item--b">{words.legend_paid}</li>
            <li class="legend__item legend__item--a">{words.legend_license}</li>
            {gap}
        </ul>
    }
    .into_any()
}

/// The last day of both terms; that of a license which is gone stretches no bar.
pub(crate) fn last_day(facts: &Facts) -> Date {
    let alive = facts.license.filter(|license| license.status != RemoteStatus::Deleted);
    let expires = alive.and_then(|license| license.expires_on);
    expires.map_or(facts.paid_until, |date| date.max(facts.paid_until))
}
