//! The circle of the money: what was taken, what of it has a cause here, and the difference.

use engine::reads::ChargeSums;
use leptos::prelude::*;

use crate::components::facts::link;
use crate::texts::{money, texts};

/// One row for each license server that took something.
pub(super) fn circle(sums: Vec<ChargeSums>) -> Option<AnyView> {
    let words = &texts().charges;
    if sums.is_empty() {
        return None;
    }
    let card = view! {
        <section class="card card--flush">
            <header class="card__header"><h2 class="card__title">{words.circle}</h2></header>
            <div class="table-wrap">
                <table class="table">
                    <caption class="visually-hidden">{words.circle}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.server}</th>
                            <th scope="col" class="numeric">{words.taken}</th>
                            <th scope="col" class="numeric">{words.with_cause}</th>
                            <th scope="col" class="numeric">{words.difference}</th>
                            <th scope="col" class="numeric">{words.looked_into}</th>
                        </tr>
                    </thead>
                    <tbody>{sums.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    };
    Some(card.into_any())
}

fn row(sums: ChargeSums) -> AnyView {
    let words = &texts().charges;
    let difference = sums.difference();
    let is_open = difference.e4() > sums.acknowledged.e4();
    let shown = if difference.e4() == 0 {
        words.no_difference.into_any()
    } else {
        let rows =
            view! { <small class="table__sub"><a href="?state=unexplained">{words.circle_open}</a></small> };
        view! { <div><span class="money">{money(difference)}</span> {is_open.then_some(rows)}</div> }
            .into_any()
    };
    let fault = (sums.recorded != sums.explained)
        .then(|| view! { <small class="table__sub">{words.recorded_differs(money(sums.recorded))}</small> });
    let class = if is_open || fault.is_some() { "table__row--danger" } else { "" };
    let (module, name) = sums.module;
    view! {
        <tr class=class>
            <td class="table__main">
                {link(format!("/staff/integration/processing-modules/{module}"), name)} {fault}
            </td>
            <td class="numeric" data-label=words.taken><span class="money">{money(sums.taken)}</span></td>
            <td class="numeric" data-label=words.with_cause><span class="money">{money(sums.explained)}</span></td>
            <td class="numeric" data-label=words.difference>{shown}</td>
            <td class="numeric" data-label=words.looked_into><span class="money">{money(sums.acknowledged)}</span></td>
        </tr>
    }
    .into_any()
}
