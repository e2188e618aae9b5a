//! `/staff/orders/{id}`: one order as it was placed.

use domain::OrderId;
use engine::reads::OrderPage;
use leptos::prelude::*;

use crate::components::facts::{fact, facts_card, happened, link};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::ledger;
use crate::components::menu::Place;
use crate::components::quote::quote_lines;
use crate::components::states;
use crate::failure::Failure;
use crate::pages::address::id_in_address;
use crate::texts::{period_name, texts};
use crate::visitor;

/// The order.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<OrderId>("id");
    staff_page(Place::Orders, async move |caller| {
        let words = &texts().orders;
        let page = engine::reads::order(&visitor::engine()?, caller, id?).await?;
        let name = words.name(page.order.id);
        let header = Header::new(name.clone())
            .under(words.title, "/staff/orders")
            .beside(states::service(page.service.state));
        let content = view! {
            {header.view()}
            <div class="split">
                <div class="split__main stack">{ordered(&page)} {paid(&page)}</div>
                <aside class="split__side stack">
                    <section class="quote">
                        <h2 class="quote__title">{words.price}</h2>
                        {quote_lines(&page.quote)}
                    </section>
                </aside>
            </div>
        };
        Ok::<_, Failure>(Page::new(name, content))
    })
}

fn ordered(page: &OrderPage) -> AnyView {
    let words = &texts().orders;
    let (order, service) = (&page.order, &page.service);
    facts_card(
        words.ordered,
        vec![
            fact(words.number, order.id.to_string()),
            fact(words.placed, happened(order.business_day, order.placed_at_ms)),
            fact(words.client, link(format!("/staff/clients/{}", page.client.id), page.client.name.clone())),
            fact(words.tariff, service.tariff_name.clone()),
            fact(words.panel, service.panel_name.clone()),
            fact(texts().services.os, service.os_name.clone()),
            fact(words.period, period_name(order.period)),
            fact(
                words.service,
                link(format!("/staff/services/{}", service.id), service.host_name.to_string()),
            ),
            fact(words.state, states::service(service.state)),
        ],
    )
}

/// What was charged for it, and given back.
fn paid(page: &OrderPage) -> AnyView {
    let words = &texts().orders;
    let entries = if page.entries.is_empty() {
        view! { <p class="muted">{words.no_money}</p> }.into_any()
    } else {
        ledger::for_staff(&page.entries)
    };
    view! {
        <section class="card">
            <header class="card__header"><h2 class="card__title">{words.money}</h2></header>
            {entries}
        </section>
    }
    .into_any()
}
