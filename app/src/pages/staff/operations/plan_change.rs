//! The changes of plan of an operation, and what a person can say of one without a clear answer.

use domain::PlanChangeState;
use engine::reads::{OperationPage, PlanChange};
use leptos::{prelude::*, server_fn::ServerFn};

use super::undecided::{Form, expected, more, section, there};
use crate::components::confirm::Confirm;
use crate::components::facts::{fact, facts_card, moment, mono};
use crate::flash::Refused;
use crate::functions::DecidePlanChange;
use crate::texts::{operations, panel_change, period_name, texts};

/// What is known of the operation's latest change of plan.
pub(super) fn known(page: &OperationPage) -> Option<AnyView> {
    page.plan_changes.first().map(facts_of)
}

fn facts_of(change: &PlanChange) -> AnyView {
    let words = &texts().panel_change;
    let known = &texts().operations;
    let mut facts = vec![
        fact(words.state, panel_change::state(change.state)),
        fact(words.from_plan, mono(&change.from_code)),
        fact(words.to_plan, mono(&change.to_code)),
        fact(known.period, period_name(change.period)),
    ];
    facts.push(match operations::cost(change.cost_e4, &change.currency) {
        Some(cost) => fact(known.cost, cost),
        None => fact(known.expected, cost(change)),
    });
    facts.extend(change.sent_at_ms.map(|ms| fact(known.sent_at, moment(ms))));
    facts.extend(change.words.clone().map(|said| fact(known.note, said)));
    facts_card(words.intent, facts)
}

fn cost(change: &PlanChange) -> String {
    expected(change.expected_cost_e4, &change.currency)
}

/// The decision, if there is one to make.
pub(super) fn decision(page: &OperationPage, refused: &Refused) -> Option<AnyView> {
    let change = page.plan_changes.iter().find(|change| change.state == PlanChangeState::Unknown)?;
    let words = &texts().panel_change;
    let form = Form { action: DecidePlanChange::PATH, operation: page.operation.id.to_string() };
    let content = view! {
        {there(page)}
        {look_again(&form)}
        {made(&form)}
        {again(&form, change)}
        {form.give_up(words.give_up, words.give_up_effect, refused)}
    };
    Some(section(words.decide, words.decide_lead, content))
}

fn look_again(form: &Form) -> AnyView {
    let words = &texts().panel_change;
    let confirm = Confirm {
        id: "look-again",
        dangerous: false,
        title: words.look_again_title.to_owned(),
        effects: vec![words.look_again_effect.to_owned(), texts().work.calls_look_again.to_owned()],
        cost: None,
    };
    confirm.around(form.button("look_again", "button button--primary", words.look_again))
}

fn made(form: &Form) -> AnyView {
    let words = &texts().panel_change;
    let confirm = Confirm {
        id: "was-changed",
        dangerous: false,
        title: words.made_title.to_owned(),
        effects: vec![words.made_effect.to_owned(), texts().work.calls_was_changed.to_owned()],
        cost: None,
    };
    let button = form.button("was_changed", "button button--primary", words.made);
    more("was-changed", false, words.made.to_owned(), confirm.around(button))
}

fn again(form: &Form, change: &PlanChange) -> AnyView {
    let words = &texts().panel_change;
    let confirm = Confirm {
        id: "change-again",
        dangerous: true,
        title: words.again_title.to_owned(),
        effects: vec![
            words.again_effect.to_owned(),
            words.again_risk.to_owned(),
            texts().work.calls_change_again.to_owned(),
        ],
        cost: Some((words.again_cost, cost(change))),
    };
    let button = form.button("change_again", "button button--danger", words.again);
    more("change-again", false, words.again.to_owned(), confirm.around(button))
}
