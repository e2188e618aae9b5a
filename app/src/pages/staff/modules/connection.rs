//! What a check of a connection has found.

use engine::modules::Weight;
use engine::remotes::connection::{Check, CheckOutcome, ConnectionReport};
use leptos::prelude::*;

use crate::components::badge::{Tone, badge};
use crate::components::facts::{fact, facts_card, moment};
use crate::texts::{connections, dates, money, texts};

/// One line for the list: whether it works, and when that was seen.
pub(super) fn line(report: Option<&ConnectionReport>) -> AnyView {
    let words = &texts().modules;
    let Some(report) = report else {
        return view! { <small class="table__sub">{words.never_checked}</small> }.into_any();
    };
    let at = words.checked(dates::moment(report.at_ms));
    let said = report.problems().next().map(|(_, problem, _)| connections::problem(problem).0);
    let said = said.map_or_else(|| format!("{}, {at}", words.works), |problem| format!("{problem} ({at})"));
    view! { <small class="table__sub">{words.connection} ": " {said}</small> }.into_any()
}

/// The whole report, as a card.
pub(super) fn card(report: Option<&ConnectionReport>) -> AnyView {
    let words = &texts().modules;
    let Some(report) = report else {
        return view! {
            <section class="card">
                <header class="card__header"><h2 class="card__title">{words.connection}</h2></header>
                <p>{words.never_checked_text}</p>
            </section>
        }
        .into_any();
    };
    let user = report.user.clone().map(|user| fact(words.logged_in_as, view! { {user} }));
    let when = fact(words.when_checked, moment(report.at_ms));
    let checks = report.checks.iter().map(|check| fact(connections::what(check.what), outcome(check)));
    let facts = std::iter::once(when).chain(user).chain(checks).collect();
    let wrong = (!report.is_good()).then(|| {
        view! { <div class="note note--danger">{problems(report)}</div> }
    });
    view! { {facts_card(words.connection, facts)} {wrong} }.into_any()
}

fn outcome(check: &Check) -> AnyView {
    let words = &texts().connections;
    match &check.outcome {
        CheckOutcome::Ok => {
            let found = check.found.map(|count| texts().modules.found(count));
            view! { {badge(Tone::Ok, words.ok)} " " {found} }.into_any()
        }
        CheckOutcome::Failed { .. } => badge(Tone::Danger, words.failed),
        CheckOutcome::NotKnown { words: Some(said) } => view! {
            {badge(Tone::Idle, words.not_known)} <small class="table__sub">{words.cannot_be_seen(said)}</small>
        }
        .into_any(),
        CheckOutcome::NotKnown { words: None } => view! {
            {badge(Tone::Idle, words.not_known)} <small class="table__sub">{words.not_asked}</small>
        }
        .into_any(),
    }
}

/// What is wrong, in words with what to do next and the remote system's own.
fn problems(report: &ConnectionReport) -> AnyView {
    report
        .problems()
        .map(|(what, problem, said)| {
            let (problem, hint) = connections::problem(problem);
            view! {
                <p><strong>{connections::what(what)} ": " {problem}</strong></p>
                <p>{hint}</p>
                <p class="muted">{texts().connections.their_words(said)}</p>
            }
        })
        .collect_view()
        .into_any()
}

/// What the check of a draft has found, over its form.
pub(super) fn of_draft(report: &ConnectionReport, weight: Weight) -> AnyView {
    let words = &texts().modules;
    let (class, title) = match weight {
        Weight::Good => return good(report),
        Weight::RightsMissing => ("flash flash--warn", words.rights_missing),
        Weight::Bad => ("flash flash--danger", words.cannot_add),
    };
    view! {
        <div class=class role="alert">
            <strong class="flash__title">{title}</strong>
            {problems(report)}
        </div>
    }
    .into_any()
}

fn good(report: &ConnectionReport) -> AnyView {
    let words = &texts().modules;
    let user = report.user.clone().map(|user| format!("{} {user}", words.logged_in_as));
    let balance = report.balance.iter().map(|&amount| money(amount));
    let said: Vec<String> = user.into_iter().chain(balance).collect();
    view! {
        <div class="note note--ok">
            <p><strong>{words.connected}</strong> " " {words.checked(dates::moment(report.at_ms))}</p>
            <p>{said.join(" · ")}</p>
        </div>
    }
    .into_any()
}
