//! What a license cost: its purchase, its renewals, and what nothing here explains.

use engine::reads::ChargeLine;
use leptos::prelude::*;

use crate::components::facts::{day, link};
use crate::components::states as badges;
use crate::pages::staff::purchases::cost;
use crate::texts::{charges, period_name, texts};

/// The charges of one license, the latest first.
pub(super) fn table(lines: &[ChargeLine]) -> AnyView {
    let words = &texts().charges;
    let list = if lines.is_empty() {
        view! { <p class="muted">{words.of_license_none}</p> }.into_any()
    } else {
        view! {
            <table class="table table--plain">
                <caption class="visually-hidden">{words.of_license}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.what}</th>
                        <th scope="col">{words.day}</th>
                        <th scope="col" class="numeric">{words.cost}</th>
                        <th scope="col">{words.state}</th>
                        <th scope="col">{words.cause}</th>
                    </tr>
                </thead>
                <tbody>{lines.iter().map(row).collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{words.of_license}</h2></header>
            {list}
        </section>
    }
    .into_any()
}

fn row(line: &ChargeLine) -> AnyView {
    let words = &texts().charges;
    let period = line.period.map(|period| view! { <small class="table__sub">{period_name(period)}</small> });
    let on = line.day.map_or_else(|| words.day_unknown.into_any(), day);
    let cause = line.operation.map_or_else(
        || words.no_cause.into_any(),
        |id| link(format!("/staff/operations/{id}"), words.operation(id)),
    );
    view! {
        <tr>
            <td class="table__main"><div>{charges::kind(line.kind)} {period}</div></td>
            <td data-label=words.day>{on}</td>
            <td class="numeric" data-label=words.cost>{cost(line)}</td>
            <td data-label=words.state>{badges::charge(line.state)}</td>
            <td data-label=words.cause>{cause}</td>
        </tr>
    }
    .into_any()
}
