//! The fields of the order form that follow nothing that is chosen: options, operating system, host name, auto-renewal.

use std::collections::BTreeMap;

use domain::Period;
use domain::option::ValueType;
use domain::order::{Offer, OrderForm as Chosen};
use domain::price::ExtraPrices;
use leptos::prelude::*;

use crate::texts::{order, order_fields, period_name, texts};

/// Draws them for an offer, with what was typed and what is wrong with it.
pub(crate) fn order_fields(offer: &Offer, chosen: &Chosen, problems: &BTreeMap<String, String>) -> AnyView {
    let words = &texts().order_fields;
    let problem = |name: &str| problems.get(name).cloned();
    let (systems, renewals) = (systems(offer, &chosen.os), renewals(offer, &chosen.autoprolong));
    view! {
        {extras(offer, chosen, problems)}
        <fieldset class="form__section">
            <legend class="form__legend">{words.server}</legend>
            {select("os", words.os, systems, None, problem("os"))}
            {host_name(chosen.hostname.clone(), problem("hostname"))}
            {select("autoprolong", words.autoprolong, renewals, Some(words.autoprolong_help), problem("autoprolong"))}
        </fieldset>
    }
    .into_any()
}

fn extras(offer: &Offer, chosen: &Chosen, problems: &BTreeMap<String, String>) -> Option<AnyView> {
    let period = chosen.period.parse().ok();
    let fields: Vec<AnyView> = offer
        .prices
        .extras
        .iter()
        .filter(|extra| extra.is_on)
        .map(|extra| {
            let typed = chosen.extras.get(&extra.intname).cloned();
            let price = period.map(|period: Period| order::extra_price(extra, &offer.prices, period));
            field(extra, typed, price.unwrap_or_default(), problems.get(&extra.field()).cloned())
        })
        .collect();
    if fields.is_empty() {
        return None;
    }
    let section = view! {
        <fieldset class="form__section">
            <legend class="form__legend">{texts().order_fields.extras}</legend>
            {fields}
        </fieldset>
    };
    Some(section.into_any())
}

/// A box to tick, or a number. In the browser its price follows the period, by its id.
fn field(extra: &ExtraPrices, typed: Option<String>, price: String, problem: Option<String>) -> AnyView {
    let (id, name, intname) = (extra.field(), extra.name.clone(), extra.intname.clone());
    let (error_id, help_id, price_id) = (format!("{id}-error"), format!("{id}-help"), format!("{id}-price"));
    let described = if problem.is_some() { format!("{error_id} {help_id}") } else { help_id.clone() };
    let invalid = problem.is_some().then_some("true");
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let error = problem.map(|problem| view! { <p class="field__error" id=error_id>{problem}</p> });
    if extra.value_type == ValueType::Integer {
        let unit = extra.unit.clone();
        let unit = (!unit.is_empty()).then(|| view! { <span class="input-group__unit">{unit}</span> });
        let (limits, group) = (extra.limits, unit.is_some().then_some("input-group"));
        view! {
            <div class=format!("{class} field--short")>
                <label class="field__label" for=id.clone()>{name}</label>
                <span class=group>
                    <input class="input" type="number" inputmode="numeric" id=id.clone() name=id data-extra=intname
                        min=limits.minimum max=limits.maximum step=limits.step value=typed aria-invalid=invalid
                        aria-describedby=described/>
                    {unit}
                </span>
                {error}
                <p class="field__help" id=help_id><span id=price_id>{price}</span> " · " {order_fields::range(extra)}</p>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class=class>
                <label class="check">
                    <input type="checkbox" id=id.clone() name=id value="on" data-extra=intname
                        checked=typed.is_some() aria-invalid=invalid aria-describedby=described/>
                    <span>{name} <small class="check__help" id=help_id><span id=price_id>{price}</span></small></span>
                </label>
                {error}
            </div>
        }
        .into_any()
    }
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
        label: texts().order_fields.off.into(),
        selected: chosen.is_empty() || chosen == "off",
    };
    let every =
        offer.prices.periods.iter().map(|price| price.period).filter(|period| period.as_months().is_some());
    let every = every.map(|period| Entry {
        value: period.to_string(),
        label: texts().order_fields.every(period_name(period)),
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
    let words = &texts().order_fields;
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
