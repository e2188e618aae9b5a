//! The renewals of an operation, and what a person can say of one without a clear answer.

use domain::RenewalState;
use domain::period::alignment::PeriodChoice;
use engine::reads::{OperationPage, Renewal};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::decision::note_field;
use crate::components::confirm::Confirm;
use crate::components::facts::{day, fact, facts_card, moment};
use crate::flash::Refused;
use crate::functions::DecideRenewal;
use crate::texts::{operations, period_name, states, texts};

/// What is known of the operation's latest renewal.
pub(super) fn known(page: &OperationPage) -> Option<AnyView> {
    page.renewals.first().map(facts_of)
}

fn facts_of(renewal: &Renewal) -> AnyView {
    let words = &texts().renewals;
    let known = &texts().operations;
    let choice = PeriodChoice::deserialize(&renewal.period_choice).ok();
    let mut facts = vec![
        fact(words.state, states::renewal(renewal.state)),
        fact(known.period, period_name(renewal.period)),
    ];
    facts.extend(choice.map(|choice| fact(known.period_why, operations::period_choice(&choice))));
    facts.push(fact(words.before, day(renewal.expiry_before)));
    facts.extend(renewal.expiry_after.map(|date| fact(words.after, day(date))));
    facts.push(fact(known.expected, expected(renewal)));
    facts.extend(renewal.sent_at_ms.map(|ms| fact(known.sent_at, moment(ms))));
    facts.extend(renewal.words.clone().map(|said| fact(known.note, said)));
    facts_card(words.renewal, facts)
}

fn expected(renewal: &Renewal) -> String {
    operations::cost(renewal.expected_cost_e4, &renewal.currency)
        .unwrap_or_else(|| texts().operations.not_known.to_owned())
}

/// The decision, if there is one to make.
pub(super) fn decision(page: &OperationPage, refused: &Refused) -> Option<AnyView> {
    let renewal = page.renewals.iter().find(|renewal| renewal.state == RenewalState::Unknown)?;
    let words = &texts().renewals;
    let operation = page.operation.id.to_string();
    Some(
        view! {
            <section class="stack" aria-labelledby="decide">
                <header>
                    <h2 class="card__title" id="decide">{words.decide}</h2>
                    <p class="muted">{words.decide_lead}</p>
                </header>
                {look_again(&operation)}
                {again(&operation, renewal)}
                {give_up(&operation, refused)}
            </section>
        }
        .into_any(),
    )
}

fn look_again(operation: &str) -> AnyView {
    let words = &texts().renewals;
    let confirm = Confirm {
        id: "look-again",
        dangerous: false,
        title: words.look_again_title.to_owned(),
        effects: vec![words.look_again_effect.to_owned()],
        cost: None,
    };
    confirm.around(form(operation, "look_again", "button button--primary", words.look_again))
}

fn again(operation: &str, renewal: &Renewal) -> AnyView {
    let words = &texts().renewals;
    let confirm = Confirm {
        id: "renew-again",
        dangerous: true,
        title: words.again_title.to_owned(),
        effects: vec![words.again_effect.to_owned(), words.again_risk.to_owned()],
        cost: Some((words.again_cost, expected(renewal))),
    };
    let form = form(operation, "renew_again", "button button--danger", words.again);
    view! {
        <details id="more-renew-again">
            <summary class="link-button">{words.again}</summary>
            {confirm.around(form)}
        </details>
    }
    .into_any()
}

fn form(operation: &str, decision: &'static str, class: &'static str, button: &'static str) -> AnyView {
    view! {
        <form class="actions" method="post" action=DecideRenewal::PATH>
            <input type="hidden" name="operation" value=operation.to_owned()/>
            <input type="hidden" name="decision" value=decision/>
            <button type="submit" class=class>{button}</button>
        </form>
    }
    .into_any()
}

fn give_up(operation: &str, refused: &Refused) -> AnyView {
    let words = &texts().renewals;
    let problem = refused.problem("note");
    let open = problem.is_some();
    let confirm = Confirm {
        id: "give-up",
        dangerous: true,
        title: texts().operations.give_up_title.to_owned(),
        effects: vec![words.give_up_effect.to_owned()],
        cost: None,
    };
    let form = view! {
        <form class="form" method="post" action=DecideRenewal::PATH>
            <input type="hidden" name="operation" value=operation.to_owned()/>
            <input type="hidden" name="decision" value="give_up"/>
            {note_field("note", problem)}
            <div class="actions">
                <button type="submit" class="button button--danger">{texts().operations.give_up}</button>
            </div>
        </form>
    };
    view! {
        <details id="more-give-up" open=open>
            <summary class="link-button">{words.give_up}</summary>
            {confirm.around(form)}
        </details>
    }
    .into_any()
}
