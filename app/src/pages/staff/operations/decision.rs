//! A purchase without a clear answer: what is known of it, and the three things that a person can say.

use domain::RemoteId;
use domain::period::alignment::PeriodChoice;
use domain::purchase::{Candidate, LookUp};
use engine::reads::{OperationPage, Undecided};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use crate::components::confirm::Confirm;
use crate::components::facts::{fact, facts_card, moment, mono};
use crate::flash::Refused;
use crate::functions::{DecidePurchase, LookUpPurchase};
use crate::texts::{dates, look_up, operations, period_name, texts};

/// Draws the decision.
pub(super) fn view(page: &OperationPage, undecided: &Undecided, refused: &Refused) -> AnyView {
    let words = &texts().operations;
    let id = page.operation.id.to_string();
    view! {
        <section class="stack" aria-labelledby="decide">
            <header>
                <h2 class="card__title" id="decide">{words.decide}</h2>
                <p class="muted">{words.decide_lead}</p>
            </header>
            {known(undecided)}
            {candidates(&id, undecided)}
            {order_again(&id, undecided)}
            {give_up(&id, refused)}
        </section>
    }
    .into_any()
}

fn known(undecided: &Undecided) -> AnyView {
    let words = &texts().operations;
    let purchase = &undecided.purchase;
    let choice = PeriodChoice::deserialize(&purchase.period_choice).ok();
    let mut facts = vec![
        fact(words.marker, mono(&purchase.marker)),
        fact(words.plan, mono(&purchase.plan_code)),
        fact(words.period, period_name(purchase.period)),
    ];
    facts.extend(choice.map(|choice| fact(words.period_why, operations::period_choice(&choice))));
    facts.push(fact(texts().services.address, mono(purchase.address)));
    facts.push(fact(texts().licenses.name, purchase.license_name.clone()));
    facts.push(fact(words.expected, expected(undecided)));
    facts.extend(purchase.sent_at_ms.map(|ms| fact(words.sent_at, moment(ms))));
    facts.extend(purchase.words.clone().map(|said| fact(words.note, said)));
    facts_card(words.purchase, facts)
}

fn expected(undecided: &Undecided) -> String {
    let purchase = &undecided.purchase;
    operations::cost(purchase.expected_cost_e4, &purchase.currency)
        .unwrap_or_else(|| texts().operations.not_known.to_owned())
}

/// What the license server showed last, with the button that asks again.
fn candidates(operation: &str, undecided: &Undecided) -> AnyView {
    let words = &texts().operations;
    let general = &texts().general;
    let age = match &undecided.look_up {
        Some((_, at_ms)) => general.as_of(dates::moment(*at_ms)),
        None => general.not_read_yet.to_owned(),
    };
    let found: Vec<AnyView> = match undecided.look_up.as_ref().map(|(saved, _)| &saved.found) {
        None | Some(LookUp::Nothing) => Vec::new(),
        Some(LookUp::Adopt(id, _)) => vec![it_is(operation, id, look_up::matches().to_owned())],
        Some(LookUp::Candidates(all)) => all.iter().map(|one| candidate(operation, one)).collect(),
    };
    let nothing = found.is_empty().then(|| view! { <p class="muted">{words.no_candidates}</p> });
    view! {
        <section class="card">
            <header class="card__header"><h3 class="card__title">{words.candidates}</h3></header>
            <form class="saved-copy" method="post" action=LookUpPurchase::PATH>
                <input type="hidden" name="operation" value=operation.to_owned()/>
                {age} " · " <button type="submit" class="link-button">{general.refresh}</button>
            </form>
            {nothing}
            {found}
            {another(operation)}
        </section>
    }
    .into_any()
}

fn candidate(operation: &str, candidate: &Candidate) -> AnyView {
    it_is(operation, &candidate.remote_id, look_up::differences(&candidate.differences))
}

fn it_is(operation: &str, id: &RemoteId, why: String) -> AnyView {
    let words = &texts().operations;
    let confirm = Confirm {
        id: "it-is-title",
        dangerous: false,
        title: words.candidate(id),
        effects: vec![why, words.it_is_effect.to_owned(), words.it_is_calls.to_owned()],
        cost: None,
    };
    let form = view! {
        <form class="actions" method="post" action=DecidePurchase::PATH>
            <input type="hidden" name="operation" value=operation.to_owned()/>
            <input type="hidden" name="decision" value="it_is"/>
            <input type="hidden" name="license" value=id.to_string()/>
            <button type="submit" class="button button--primary">{words.it_is(id)}</button>
        </form>
    };
    view! {
        <details id=format!("more-{id}")>
            <summary class="link-button">{words.candidate(id)}</summary>
            {confirm.around(form)}
        </details>
    }
    .into_any()
}

/// A license that the look-up does not name, by its id there.
fn another(operation: &str) -> AnyView {
    let words = &texts().operations;
    let confirm = Confirm {
        id: "another-title",
        dangerous: false,
        title: words.other_title.to_owned(),
        effects: vec![words.it_is_effect.to_owned(), words.it_is_calls.to_owned()],
        cost: None,
    };
    let form = view! {
        <form class="form" method="post" action=DecidePurchase::PATH>
            <input type="hidden" name="operation" value=operation.to_owned()/>
            <input type="hidden" name="decision" value="it_is"/>
            <div class="field field--short">
                <label class="field__label" for="license">{words.other_label}</label>
                <input class="input" id="license" name="license" required=true inputmode="numeric" autocomplete="off"/>
            </div>
            <div class="actions"><button type="submit" class="button button--primary">{words.other_button}</button></div>
        </form>
    };
    view! {
        <details id="more-another">
            <summary class="link-button">{words.other}</summary>
            {confirm.around(form)}
        </details>
    }
    .into_any()
}

fn order_again(operation: &str, undecided: &Undecided) -> AnyView {
    let words = &texts().operations;
    let confirm = Confirm {
        id: "order-again",
        dangerous: true,
        title: words.not_bought_title.to_owned(),
        effects: vec![words.not_bought_effect.to_owned(), words.not_bought_risk.to_owned()],
        cost: Some((words.not_bought_cost, expected(undecided))),
    };
    let form = view! {
        <form class="actions" method="post" action=DecidePurchase::PATH>
            <input type="hidden" name="operation" value=operation.to_owned()/>
            <input type="hidden" name="decision" value="order_again"/>
            <button type="submit" class="button button--danger">{words.not_bought}</button>
        </form>
    };
    view! {
        <details id="more-order-again">
            <summary class="link-button">{words.not_bought}</summary>
            {confirm.around(form)}
        </details>
    }
    .into_any()
}

fn give_up(operation: &str, refused: &Refused) -> AnyView {
    let words = &texts().operations;
    let problem = refused.problem("note");
    let open = problem.is_some();
    let confirm = Confirm {
        id: "give-up",
        dangerous: true,
        title: words.give_up_title.to_owned(),
        effects: vec![words.give_up_purchase_effect.to_owned()],
        cost: None,
    };
    let form = view! {
        <form class="form" method="post" action=DecidePurchase::PATH>
            <input type="hidden" name="operation" value=operation.to_owned()/>
            <input type="hidden" name="decision" value="give_up"/>
            {note_field("note", problem)}
            <div class="actions">
                <button type="submit" class="button button--danger">{words.give_up}</button>
            </div>
        </form>
    };
    view! {
        <details id="more-give-up" open=open>
            <summary class="link-button">{words.give_up_purchase}</summary>
            {confirm.around(form)}
        </details>
    }
    .into_any()
}

/// The note that giving up needs.
pub(super) fn note_field(name: &'static str, problem: Option<String>) -> AnyView {
    let words = &texts().operations;
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let invalid = problem.is_some().then_some("true");
    let described = if problem.is_some() { "note-error" } else { "note-help" };
    view! {
        <div class=class>
            <label class="field__label" for=name>{words.give_up_note}</label>
            <textarea class="input" id=name name=name placeholder=" " aria-invalid=invalid aria-describedby=described></textarea>
            <p class="field__help" id="note-help">{words.give_up_help}</p>
            {problem.map(|problem| view! { <p class="field__error" id="note-error">{problem}</p> })}
        </div>
    }
    .into_any()
}
