//! The latest purchase of an operation.

use engine::reads::{OperationPage, Purchase};
use leptos::prelude::*;

use super::undecided::{expected, period_facts};
use crate::components::facts::{fact, facts_card, moment, mono};
use crate::texts::{operations, states, texts};

/// What is known of it; one that is to be decided is shown with its decision.
pub(super) fn known(page: &OperationPage) -> Option<AnyView> {
    page.purchases.first().filter(|_| page.undecided.is_none()).map(facts_of)
}

fn facts_of(purchase: &Purchase) -> AnyView {
    let words = &texts().operations;
    let mut facts =
        vec![fact(words.state, states::intent(purchase.state)), fact(words.plan, mono(&purchase.plan_code))];
    facts.extend(period_facts(purchase.period, &purchase.period_choice));
    facts.push(match operations::cost(purchase.cost_e4, &purchase.currency) {
        Some(cost) => fact(words.cost, cost),
        None => fact(words.expected, expected(purchase.expected_cost_e4, &purchase.currency)),
    });
    facts.extend(purchase.sent_at_ms.map(|ms| fact(words.sent_at, moment(ms))));
    facts.extend(purchase.words.clone().map(|said| fact(words.note, said)));
    facts_card(words.purchase, facts)
}
