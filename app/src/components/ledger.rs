//! Entries of a ledger, for staff.

use domain::{OrderId, ServiceId};
use engine::reads::Entry;
use leptos::prelude::*;

use super::facts::day;
use crate::texts::{money, states, texts};

/// Entries with who made them and what for.
pub(crate) fn for_staff(entries: &[Entry]) -> AnyView {
    let words = &texts().clients;
    view! {
        <table class="table table--plain">
            <caption class="visually-hidden">{words.ledger}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.reason}</th>
                    <th scope="col">{words.entry}</th>
                    <th scope="col">{words.date}</th>
                    <th scope="col">{words.for_what}</th>
                    <th scope="col" class="numeric">{words.amount}</th>
                </tr>
            </thead>
            <tbody>{entries.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(entry: &Entry) -> AnyView {
    let words = &texts().clients;
    let class =
        if entry.amount.is_negative() { "numeric money money--minus" } else { "numeric money money--plus" };
    let author = entry.author.clone().map(|name| {
        view! { <small class="table__sub">{words.by(name)}</small> }
    });
    let (order, service) = (entry.order_id.map(order), entry.service_id.map(service));
    let what = (order.is_some() || service.is_some()).then(|| view! { <div>{order} " " {service}</div> });
    view! {
        <tr>
            <td class="table__main">{entry.reason.clone()} {author}</td>
            <td data-label=words.entry>{states::ledger(entry.kind)}</td>
            <td data-label=words.date>{day(entry.business_day)}</td>
            <td data-label=words.for_what>{what}</td>
            <td class=class data-label=words.amount>{money(entry.amount)}</td>
        </tr>
    }
    .into_any()
}

fn order(id: OrderId) -> AnyView {
    view! { <a class="nowrap" href=format!("/staff/orders/{id}")>{texts().clients.order(id)}</a> }.into_any()
}

fn service(id: ServiceId) -> AnyView {
    view! { <a class="nowrap" href=format!("/staff/services/{id}")>{texts().clients.service(id)}</a> }
        .into_any()
}
