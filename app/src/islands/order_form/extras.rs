//! The options beside the panel: a box to tick, or a number, each with its price for the chosen period.

use std::collections::BTreeMap;

use domain::Period;
use domain::option::ValueType;
use domain::order::Offer;
use domain::price::ExtraPrices;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::texts::order::{extra_price, range, texts};

/// What is typed, by the option's internal name; a box that is not ticked is not there.
type Typed = BTreeMap<String, String>;

/// Draws the options of an offer; nothing, if it has none.
pub(super) fn view(
    offer: StoredValue<Offer>,
    period: RwSignal<String>,
    typed: RwSignal<Typed>,
    problems: &BTreeMap<String, String>,
) -> Option<AnyView> {
    let extras = offer.with_value(|offer| offer.prices.extras.clone());
    let fields: Vec<AnyView> = extras
        .into_iter()
        .filter(|extra| extra.is_on)
        .map(|extra| {
            let problem = problems.get(&extra.field()).cloned();
            field(offer, extra, period, typed, problem)
        })
        .collect();
    if fields.is_empty() {
        return None;
    }
    let section = view! {
        <fieldset class="form__section">
            <legend class="form__legend">{texts().extras}</legend>
            {fields}
        </fieldset>
    };
    Some(section.into_any())
}

/// Takes over what stands in the fields: something may have been typed before this code arrived.
pub(super) fn read_fields(typed: &mut Typed) {
    let Ok(fields) = document().query_selector_all("#order [data-extra]") else { return };
    for index in 0..fields.length() {
        if let Some(field) = fields.get(index).and_then(|field| field.dyn_into().ok()) {
            read_field(&field, typed);
        }
    }
}

fn read_field(field: &HtmlInputElement, typed: &mut Typed) {
    let Some(name) = field.get_attribute("data-extra") else { return };
    if field.type_() == "checkbox" && !field.checked() {
        typed.remove(&name);
    } else {
        typed.insert(name, field.value());
    }
}

fn field(
    offer: StoredValue<Offer>,
    extra: ExtraPrices,
    period: RwSignal<String>,
    typed: RwSignal<Typed>,
    problem: Option<String>,
) -> AnyView {
    let (id, name, intname, limits) =
        (extra.field(), extra.name.clone(), extra.intname.clone(), extra.limits);
    let value = typed.read_untracked().get(&intname).cloned();
    let (error_id, price_id) = (format!("{id}-error"), format!("{id}-price"));
    let described = if problem.is_some() { format!("{error_id} {price_id}") } else { price_id.clone() };
    let invalid = problem.is_some().then_some("true");
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let error = problem.map(|problem| view! { <p class="field__error" id=error_id>{problem}</p> });
    let on_input = move |event: web_sys::Event| {
        if let Some(field) = event.target().and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            typed.update(|typed| read_field(&field, typed));
        }
    };
    let (is_number, unit, range) =
        (extra.value_type == ValueType::Integer, extra.unit.clone(), range(&extra));
    let price = move || {
        let period = period.read().parse::<Period>().ok();
        period.map(|period| offer.with_value(|offer| extra_price(&extra, &offer.prices, period)))
    };
    if is_number {
        let unit = (!unit.is_empty()).then(|| view! { <span class="input-group__unit">{unit}</span> });
        let group = if unit.is_some() { "input-group" } else { "" };
        view! {
            <div class=format!("{class} field--short")>
                <label class="field__label" for=id.clone()>{name}</label>
                <span class=group>
                    <input class="input" type="number" inputmode="numeric" id=id.clone() name=id data-extra=intname
                        min=limits.minimum max=limits.maximum step=limits.step value=value aria-invalid=invalid
                        aria-describedby=described on:input=on_input/>
                    {unit}
                </span>
                {error}
                <p class="field__help" id=price_id>{price} " · " {range}</p>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class=class>
                <label class="check">
                    <input type="checkbox" id=id.clone() name=id value="on" data-extra=intname
                        checked=value.is_some() aria-invalid=invalid aria-describedby=described on:change=on_input/>
                    <span>{name} <small class="check__help" id=price_id>{price}</small></span>
                </label>
                {error}
            </div>
        }
        .into_any()
    }
}
