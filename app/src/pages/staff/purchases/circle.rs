//! The circle of the money: what was taken, what of it has a cause here, and the difference.

use engine::reads::ChargeSums;
use leptos::prelude::*;

use crate::components::facts::{fact, facts_card};
use crate::texts::{charges, money, texts};

/// One card for each license server that took something.
pub(super) fn circle(sums: Vec<ChargeSums>) -> Option<AnyView> {
    let cards = sums.into_iter().map(|sums| card(&sums)).collect::<Vec<_>>();
    (!cards.is_empty()).then(|| view! { <div class="grid-2">{cards}</div> }.into_any())
}

fn card(sums: &ChargeSums) -> AnyView {
    let words = &texts().charges;
    let mut facts = vec![
        fact(words.server, sums.module.1.clone()),
        fact(words.taken, amount(sums.taken)),
        fact(words.with_cause, amount(sums.explained)),
        fact(words.difference, difference(sums)),
    ];
    facts.extend((sums.acknowledged.e4() != 0).then(|| fact(words.looked_into, amount(sums.acknowledged))));
    facts.extend(charges::fault(sums).map(|fault| fact(words.recorded, fault)));
    facts_card(words.circle, facts)
}

fn amount(amount: domain::RemoteMoney) -> AnyView {
    view! { <span class="money">{money(amount)}</span> }.into_any()
}

/// What nothing here explains, with the way to its rows.
fn difference(sums: &ChargeSums) -> AnyView {
    let words = &texts().charges;
    let difference = sums.difference();
    if difference.e4() == 0 {
        return words.no_difference.into_any();
    }
    let state = if difference == sums.acknowledged { "?state=acknowledged" } else { "?state=unexplained" };
    view! { <div>{amount(difference)} " " <a href=state>{words.circle_open}</a></div> }.into_any()
}
