//! `/services`: a client's services.

use domain::access::Action;
use engine::reads::ServiceCard;
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::facts::day;
use crate::components::frame::{Page, client_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::menu::Place;
use crate::components::states;
use crate::failure::Failure;
use crate::texts::{dates, texts};
use crate::visitor;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    client_page(Place::Services, Action::SeeOwnServices, async |caller| {
        let words = &texts().services;
        let services = engine::reads::services(&visitor::engine()?, caller).await?;
        let content = if services.is_empty() {
            let step = Some(("/order", words.order_another));
            empty(Icon::Server, words.empty_title, words.empty_text, step)
        } else {
            table(services)
        };
        let header = Header::new(words.title)
            .actions(view! { <a class="button button--primary" href="/order">{words.order_another}</a> });
        Ok::<_, Failure>(Page::new(words.title, view! { {header.view()} {content} }))
    })
}

fn table(services: Vec<ServiceCard>) -> AnyView {
    let words = &texts().services;
    view! {
        <div class="table-wrap">
            <table class="table">
                <caption class="visually-hidden">{words.title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.name}</th>
                        <th scope="col">{words.state}</th>
                        <th scope="col">{words.address}</th>
                        <th scope="col">{words.panel}</th>
                        <th scope="col">{words.paid_until}</th>
                    </tr>
                </thead>
                <tbody>{services.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(service: ServiceCard) -> AnyView {
    let words = &texts().services;
    let class = if service.state == domain::ServiceState::Deleted { "table__row--off" } else { "" };
    let address = service.address.map_or_else(|| words.no_address.to_owned(), |address| address.to_string());
    let ends = service.delete_on.map(|date| {
        view! { <small class="table__sub">{words.deletes_on(dates::day(date))}</small> }
    });
    view! {
        <tr class=class>
            <td class="table__main">
                <a href=format!("/services/{}", service.id)>{service.host_name.to_string()}</a>
                <small class="table__sub">{service.tariff_name}</small>
            </td>
            <td data-label=words.state>{states::service(service.state)}</td>
            <td class="mono" data-label=words.address>{address}</td>
            <td data-label=words.panel><div>{service.panel_name} " " {panel_note(service.panel_state)}</div></td>
            <td data-label=words.paid_until><div>{day(service.paid_until)} {ends}</div></td>
        </tr>
    }
    .into_any()
}

/// Only what differs from the usual is said.
fn panel_note(state: domain::PanelState) -> AnyView {
    match state {
        domain::PanelState::Pending => states::panel(state),
        _ => ().into_any(),
    }
}
