//! `/order`: what is on sale.

use domain::access::Action;
use engine::reads::TariffCard;
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::frame::{Page, client_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::texts::{money, per_period, plans::size, texts};
use crate::visitor;

/// The plans as cards.
pub(in crate::pages) fn page() -> AnyView {
    client_page(Place::Order, Action::SeeOffer, async |caller| {
        let words = &texts().plans;
        let plans = engine::reads::order_page(&visitor::engine()?, caller).await?;
        let list = if plans.is_empty() {
            empty(Icon::Cart, words.empty_title, words.empty_text, None)
        } else {
            view! { <ul class="offers">{plans.into_iter().map(card).collect_view()}</ul> }.into_any()
        };
        let header = Header::new(words.title).lead(words.lead).view();
        Ok::<_, Failure>(Page::new(words.title, view! { {header} {list} }))
    })
}

fn card(plan: TariffCard) -> AnyView {
    let words = &texts().plans;
    let price = plan.periods.first().map(|price| {
        view! {
            <p class="offer__price">
                <span class="money">{words.from(money(price.cost))}</span>
                <small>{per_period(price.period)}</small>
            </p>
        }
    });
    view! {
        <li class="offer">
            <h2 class="offer__title"><a href=format!("/order/{}", plan.id)>{plan.name}</a></h2>
            <p class="muted">{plan.description}</p>
            <ul class="offer__facts">
                <li>{words.cpu(plan.cpu_number)}", " {words.ram(size(plan.ram_mib.into()))}</li>
                <li>{words.disk(size(plan.disk_mib.into()))}</li>
            </ul>
            {price}
            <span class="button" aria-hidden="true">{words.choose}</span>
        </li>
    }
    .into_any()
}
