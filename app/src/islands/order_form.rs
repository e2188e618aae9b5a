//! The order form: the server draws it, and in the browser its prices follow what is chosen.

mod extras;
mod panels;
mod periods;
mod summary;

use std::collections::BTreeMap;

use domain::option::AmountProblem;
use domain::order::{Offer, OrderForm as Chosen, read_amount};
use domain::price::{Choice, ChosenExtra, ChosenValue, Quote, Unavailable, quote};
use domain::{Money, Period, ValueId};
use leptos::prelude::*;

use crate::texts::order::texts;

/// What the form starts with: the offer, what is chosen or was typed, and what is wrong with it.
#[island]
pub fn OrderForm(
    /// What the tariff offers.
    offer: Offer,
    /// What is chosen or was typed.
    chosen: Chosen,
    /// What is wrong, by the name of the field.
    problems: BTreeMap<String, String>,
    /// The client's balance.
    balance: Money,
    /// Where the form is sent.
    action: String,
    /// Where "Update total" leads.
    update: String,
    /// The tariff's number.
    tariff: String,
    /// The form's one-time key: the same form sent twice is one order.
    key: String,
    /// The fields that follow nothing.
    children: Children,
) -> impl IntoView {
    let words = texts();
    let period = RwSignal::new(chosen.period.clone());
    let panel = RwSignal::new(chosen.panel.clone());
    let extras = RwSignal::new(chosen.extras.clone());
    let live = RwSignal::new(false);
    // Something may have been chosen before this code arrived.
    Effect::new(move || {
        live.set(true);
        for (name, signal) in [("period", period), ("panel", panel)] {
            if let Some(value) = checked_value(name) {
                signal.set(value);
            }
        }
        extras.update(extras::read_fields);
    });
    let offer = StoredValue::new(offer);
    let price = Memo::new(move |_| {
        offer.with_value(|offer| price(offer, &period.read(), &panel.read(), &extras.read()))
    });
    let problem = |name: &str| problems.get(name).cloned();
    Effect::new(move || offer.with_value(|offer| extras::show_prices(offer, &period.read())));
    view! {
        <form class="form" id="order" method="post" action=action on:input=move |event| extras.update(|typed| extras::read(&event, typed))>
            <div class="split">
                <div class="split__main stack">
                    <input type="hidden" name="tariff" value=tariff/>
                    <input type="hidden" name="key" value=key/>
                    <fieldset class="form__section">
                        <legend class="form__legend">{words.term}</legend>
                        {periods::view(offer, period, problem("period"))}
                        {panels::view(offer, period, panel, problem("panel"))}
                    </fieldset>
                    // The rest follows nothing that is chosen: the server draws it, and nothing of it is here.
                    {children()}
                </div>
                <aside class="split__side stack">{summary::view(offer, period, price, balance, update, live)}</aside>
            </div>
        </form>
    }
}

type Price = Result<Quote, Unavailable>;

/// The quote for what is chosen; the same function prices the order when it is placed.
fn price(offer: &Offer, period: &str, panel: &str, typed: &BTreeMap<String, String>) -> Price {
    let missing = Unavailable::NoSuchValue { option: offer.panel };
    let period: Period = period.parse().map_err(|_| missing)?;
    let value: ValueId = panel.parse().map_err(|_| missing)?;
    let mut extras = Vec::new();
    for extra in offer.prices.extras.iter().filter(|extra| extra.is_on) {
        let (option, limits) = (extra.option, extra.limits);
        let amount = read_amount(extra, typed.get(&extra.intname).map(String::as_str)).map_err(|_| {
            let problem = AmountProblem::OutOfRange { minimum: limits.minimum, maximum: limits.maximum };
            Unavailable::Amount { option, problem }
        })?;
        extras.push(ChosenExtra { option, amount });
    }
    let values = vec![ChosenValue { option: offer.panel, value }];
    quote(&offer.prices, &Choice { period, values, extras })
}

fn checked_value(name: &str) -> Option<String> {
    let chosen = document().query_selector(&format!("#order input[name={name}]:checked")).ok()??;
    chosen.get_attribute("value")
}
