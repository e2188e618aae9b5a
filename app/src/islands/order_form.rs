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

use crate::texts::{order::texts, period_name};

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
    let systems = offer.with_value(|offer| systems(offer, &chosen.os));
    let renewals = offer.with_value(|offer| renewals(offer, &chosen.autoprolong));
    view! {
        <form class="form" id="order" method="post" action=action>
            <div class="split">
                <div class="split__main stack">
                    <input type="hidden" name="tariff" value=tariff/>
                    <input type="hidden" name="key" value=key/>
                    <fieldset class="form__section">
                        <legend class="form__legend">{words.term}</legend>
                        {periods::view(offer, period, problem("period"))}
                        {panels::view(offer, period, panel, problem("panel"))}
                    </fieldset>
                    {extras::view(offer, period, extras, &problems)}
                    <fieldset class="form__section">
                        <legend class="form__legend">{words.server}</legend>
                        {select("os", words.os, systems, None, problem("os"))}
                        {host_name(chosen.hostname, problem("hostname"))}
                        {select("autoprolong", words.autoprolong, renewals, Some(words.autoprolong_help), problem("autoprolong"))}
                    </fieldset>
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

struct Entry {
    value: String,
    label: String,
    selected: bool,
}

fn systems(offer: &Offer, chosen: &str) -> Vec<Entry> {
    let entry = |system: &domain::order::OperatingSystem| Entry {
        value: system.id.to_string(),
        label: system.name.clone(),
        selected: system.id.as_str() == chosen,
    };
    offer.systems.iter().map(entry).collect()
}

fn renewals(offer: &Offer, chosen: &str) -> Vec<Entry> {
    let off = Entry {
        value: "off".into(),
        label: texts().off.into(),
        selected: chosen.is_empty() || chosen == "off",
    };
    let every =
        offer.prices.periods.iter().map(|price| price.period).filter(|period| period.as_months().is_some());
    let every = every.map(|period| Entry {
        value: period.to_string(),
        label: texts().every(period_name(period)),
        selected: chosen == period.to_string(),
    });
    std::iter::once(off).chain(every).collect()
}

fn select(
    name: &'static str,
    label: &'static str,
    entries: Vec<Entry>,
    help: Option<&'static str>,
    problem: Option<String>,
) -> AnyView {
    let (help_id, error_id) = (format!("{name}-help"), format!("{name}-error"));
    let described = if problem.is_some() { Some(error_id.clone()) } else { help.map(|_| help_id.clone()) };
    let invalid = problem.is_some().then_some("true");
    let class = if problem.is_some() { "field field--error" } else { "field" };
    view! {
        <div class=class>
            <label class="field__label" for=name>{label}</label>
            <select class="input" id=name name=name aria-invalid=invalid aria-describedby=described>
                {entries
                    .into_iter()
                    .map(|entry| view! { <option value=entry.value selected=entry.selected>{entry.label}</option> })
                    .collect_view()}
            </select>
            {help.map(|help| view! { <p class="field__help" id=help_id>{help}</p> })}
            {problem.map(|problem| view! { <p class="field__error" id=error_id>{problem}</p> })}
        </div>
    }
    .into_any()
}

fn host_name(typed: String, problem: Option<String>) -> AnyView {
    let words = texts();
    let described = if problem.is_some() { "hostname-error" } else { "hostname-help" };
    let invalid = problem.is_some().then_some("true");
    let class = if problem.is_some() { "field field--error" } else { "field" };
    view! {
        <div class=class>
            <label class="field__label" for="hostname">{words.hostname}</label>
            <input class="input" id="hostname" name="hostname" value=typed autocomplete="off" autocapitalize="none"
                spellcheck="false" inputmode="url" aria-invalid=invalid aria-describedby=described/>
            <p class="field__help" id="hostname-help">{words.hostname_help}</p>
            {problem.map(|problem| view! { <p class="field__error" id="hostname-error">{problem}</p> })}
        </div>
    }
    .into_any()
}
