//! What a client's page lists: its ledger, its latest orders and services, its people.

use domain::ClientId;
use engine::reads::{ClientPage, Entry, OrderLine, ServiceLine};
use leptos::prelude::*;

use crate::components::facts::day;
use crate::components::ledger;
use crate::components::states;
use crate::texts::{money, period_name, texts};

/// The ledger.
pub(super) fn ledger(entries: &[Entry]) -> AnyView {
    let words = &texts().clients;
    if entries.is_empty() {
        return card(words.ledger, None, view! { <p class="muted">{words.no_entries}</p> }.into_any());
    }
    card(words.ledger, None, ledger::for_staff(entries))
}

/// Its latest orders, with the way to all of them.
pub(super) fn orders(id: ClientId, page: &ClientPage) -> AnyView {
    let words = &texts().clients;
    let all = (format!("/staff/orders?client={id}"), words.all_orders(page.orders_total));
    if page.orders.is_empty() {
        return card(words.orders, None, view! { <p class="muted">{words.no_orders}</p> }.into_any());
    }
    let heads = &texts().orders;
    let table = view! {
        <table class="table table--plain">
            <caption class="visually-hidden">{words.orders}</caption>
            <thead>
                <tr>
                    <th scope="col">{heads.number}</th>
                    <th scope="col">{heads.placed}</th>
                    <th scope="col">{heads.service}</th>
                    <th scope="col">{heads.period}</th>
                    <th scope="col" class="numeric">{heads.total}</th>
                </tr>
            </thead>
            <tbody>{page.orders.iter().map(order).collect_view()}</tbody>
        </table>
    };
    card(words.orders, Some(all), table.into_any())
}

fn order(line: &OrderLine) -> AnyView {
    let heads = &texts().orders;
    view! {
        <tr>
            <td class="table__main"><a href=format!("/staff/orders/{}", line.id)>{heads.name(line.id)}</a></td>
            <td data-label=heads.placed>{day(line.business_day)}</td>
            <td data-label=heads.service>
                <div>
                    <a href=format!("/staff/services/{}", line.service_id)>{line.host_name.to_string()}</a>
                    <small class="table__sub">{line.tariff_name.clone()}</small>
                </div>
            </td>
            <td data-label=heads.period>{period_name(line.period)}</td>
            <td class="numeric money" data-label=heads.total>{money(line.total)}</td>
        </tr>
    }
    .into_any()
}

/// Its latest services, with the way to all of them.
pub(super) fn services(id: ClientId, page: &ClientPage) -> AnyView {
    let words = &texts().clients;
    let all = (format!("/staff/services?client={id}"), words.all_services(page.services_total));
    if page.services.is_empty() {
        return card(words.services, None, view! { <p class="muted">{words.no_services}</p> }.into_any());
    }
    let heads = &texts().services;
    let table = view! {
        <table class="table table--plain">
            <caption class="visually-hidden">{words.services}</caption>
            <thead>
                <tr>
                    <th scope="col">{heads.name}</th>
                    <th scope="col">{heads.address}</th>
                    <th scope="col">{heads.panel}</th>
                    <th scope="col">{heads.state}</th>
                    <th scope="col">{heads.paid_until}</th>
                </tr>
            </thead>
            <tbody>{page.services.iter().map(service).collect_view()}</tbody>
        </table>
    };
    card(words.services, Some(all), table.into_any())
}

fn service(line: &ServiceLine) -> AnyView {
    let heads = &texts().services;
    let class = if line.state == domain::ServiceState::Deleted { "table__row--off" } else { "" };
    let address = line.address.map_or_else(|| texts().general.none.to_owned(), |address| address.to_string());
    view! {
        <tr class=class>
            <td class="table__main">
                <a href=format!("/staff/services/{}", line.id)>{line.host_name.to_string()}</a>
            </td>
            <td class="mono" data-label=heads.address>{address}</td>
            <td data-label=heads.panel>{line.panel_name.clone()}</td>
            <td data-label=heads.state>{states::service(line.state)}</td>
            <td data-label=heads.paid_until>{day(line.paid_until)}</td>
        </tr>
    }
    .into_any()
}

/// Who logs in for it.
pub(super) fn logins(logins: &[(String, String)]) -> AnyView {
    let words = &texts().clients;
    let list = if logins.is_empty() {
        view! { <p class="muted">{words.no_logins}</p> }.into_any()
    } else {
        let rows = logins.iter().map(|(login, name)| {
            view! { <div class="facts__row"><dt>{name.clone()}</dt><dd>{login.clone()}</dd></div> }
        });
        view! { <dl class="facts">{rows.collect_view()}</dl> }.into_any()
    };
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{words.logins}</h2></header>
            {list}
        </section>
    }
    .into_any()
}

fn card(title: &'static str, all: Option<(String, String)>, content: AnyView) -> AnyView {
    let all = all.map(|(href, label)| view! { <a class="card__link" href=href>{label}</a> });
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{title}</h2>{all}</header>
            {content}
        </section>
    }
    .into_any()
}
