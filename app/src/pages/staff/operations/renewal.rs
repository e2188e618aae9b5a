//! The renewals of an operation, and what a person can say of one without a clear answer.

use domain::RenewalState;
use engine::reads::{OperationPage, Renewal};
use leptos::{prelude::*, server_fn::ServerFn};

use super::undecided::{Form, expected, more, period_facts, section, there};
use crate::components::confirm::Confirm;
use crate::components::facts::{day, fact, facts_card, moment};
use crate::flash::Refused;
use crate::functions::DecideRenewal;
use crate::texts::{operations, states, texts};

/// What is known of the operation's latest renewal.
pub(super) fn known(page: &OperationPage) -> Option<AnyView> {
    page.renewals.first().map(facts_of)
}

fn facts_of(renewal: &Renewal) -> AnyView {
    let words = &texts().renewals;
    let known = &texts().operations;
    let mut facts = vec![fact(words.state, states::renewal(renewal.state))];
    facts.extend(period_facts(renewal.period, &renewal.period_choice));
    facts.push(fact(words.before, day(renewal.expiry_before)));
    facts.extend(renewal.expiry_after.map(|date| fact(words.after, day(date))));
    facts.push(match operations::cost(renewal.cost_e4, &renewal.currency) {
        Some(cost) => fact(known.cost, cost),
        None => fact(known.expected, cost(renewal)),
    });
    facts.extend(renewal.sent_at_ms.map(|ms| fact(known.sent_at, moment(ms))));
    facts.extend(renewal.words.clone().map(|said| fact(known.note, said)));
    facts_card(words.renewal, facts)
}

fn cost(renewal: &Renewal) -> String {
    expected(renewal.expected_cost_e4, &renewal.currency)
}

/// The decision, if there is one to make.
pub(super) fn decision(page: &OperationPage, refused: &Refused) -> Option<AnyView> {
    let renewal = page.renewals.iter().find(|renewal| renewal.state == RenewalState::Unknown)?;
    let words = &texts().renewals;
    let form = Form { action: DecideRenewal::PATH, operation: page.operation.id.to_string() };
    let content = view! {
        {there(page)}
        {look_again(&form)}
        {again(&form, renewal)}
        {form.give_up(words.give_up, words.give_up_effect, refused)}
    };
    Some(section(words.decide, words.decide_lead, content))
}

fn look_again(form: &Form) -> AnyView {
    let words = &texts().renewals;
    let confirm = Confirm {
        id: "look-again",
        dangerous: false,
        title: words.look_again_title.to_owned(),
        effects: vec![words.look_again_effect.to_owned(), texts().work.calls_look_again.to_owned()],
        cost: None,
    };
    confirm.around(form.button("look_again", "button button--primary", words.look_again))
}

fn again(form: &Form, renewal: &Renewal) -> AnyView {
    let words = &texts().renewals;
    let confirm = Confirm {
        id: "renew-again",
        dangerous: true,
        title: words.again_title.to_owned(),
        effects: vec![
            words.again_effect.to_owned(),
            words.again_risk.to_owned(),
            texts().work.calls_renew_again.to_owned(),
        ],
        cost: Some((words.again_cost, cost(renewal))),
    };
    let button = form.button("renew_again", "button button--danger", words.again);
    more("renew-again", false, words.again.to_owned(), confirm.around(button))
}
