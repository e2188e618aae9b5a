//! The control panels, each with its price for the chosen period or why it cannot be had for it.

use domain::Period;
use domain::order::Offer;
use domain::price::{ValuePrices, availability};
use leptos::prelude::*;

use crate::texts::order::{texts, why_not};
use crate::texts::{money, per_period};

/// Draws the panels of an offer.
pub(super) fn view(
    offer: StoredValue<Offer>,
    period: RwSignal<String>,
    panel: RwSignal<String>,
    problem: Option<String>,
) -> AnyView {
    let panels = offer.with_value(|offer| {
        offer.prices.option(offer.panel).map(|option| option.values.clone()).unwrap_or_default()
    });
    let described = problem.is_some().then_some("panel-error");
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let cards = panels
        .into_iter()
        .enumerate()
        .map(|(index, value)| card(offer, value, index == 0, period, panel))
        .collect_view();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field__label">{texts().panel}</legend>
            <div class="choices">{cards}</div>
            {problem.map(|problem| view! { <p class="field__error" id="panel-error">{problem}</p> })}
        </fieldset>
    }
    .into_any()
}

/// What a card says of a panel: its price, or why it has none.
#[derive(Clone, PartialEq)]
struct Offered {
    price: String,
    per: String,
    reason: String,
}

fn card(
    offer: StoredValue<Offer>,
    value: ValuePrices,
    first: bool,
    period: RwSignal<String>,
    panel: RwSignal<String>,
) -> AnyView {
    let id = value.value.to_string();
    let name = value.name.clone();
    let installed = offer.with_value(|offer| installed(offer, &value));
    let checked = id == *panel.read_untracked();
    let offered = Memo::new(move |_| offer.with_value(|offer| offered(offer, &value, &period.read())));
    let unavailable = move || !offered.read().reason.is_empty();
    // A browser does not send what is disabled: without a script the choice would be lost with the next click.
    let chosen = id.clone();
    let disabled = move || unavailable() && *panel.read() != chosen;
    view! {
        <label class="choice">
            <input class="choice__input" type="radio" name="panel" id=first.then_some("panel") value=id.clone()
                checked=checked disabled=disabled on:change=move |_| panel.set(id.clone())/>
            <span class="choice__body">
                <span class="choice__title">{name}</span>
                {installed.map(|text| view! { <span class="choice__text">{text}</span> })}
                <span class="choice__reason" hidden=move || !unavailable()>{move || offered.get().reason}</span>
            </span>
            <span class="choice__price" hidden=unavailable>
                <span class="money">{move || offered.get().price}</span>
                <small>{move || offered.get().per}</small>
            </span>
        </label>
    }
    .into_any()
}

/// How a panel that is one gets onto the server.
fn installed(offer: &Offer, value: &ValuePrices) -> Option<&'static str> {
    let words = texts();
    let text = if offer.automatic.contains(&value.value) { words.automatic } else { words.by_client };
    (!value.plan.is_no_panel()).then_some(text)
}

fn offered(offer: &Offer, value: &ValuePrices, period: &str) -> Offered {
    let words = texts();
    let nothing = Offered { price: String::new(), per: String::new(), reason: String::new() };
    let Ok(period) = period.parse::<Period>() else { return nothing };
    match availability(value, period) {
        Ok(price) if price.cost.is_zero() && price.setup.is_zero() => {
            Offered { price: words.free.to_owned(), ..nothing }
        }
        Ok(price) if price.setup.is_zero() => {
            Offered { price: money(price.cost), per: per_period(period), ..nothing }
        }
        Ok(price) => Offered { price: money(price.cost), per: words.setup(money(price.setup)), ..nothing },
        Err(why) => Offered { reason: why_not(why, value, &offer.prices, period), ..nothing },
    }
}
