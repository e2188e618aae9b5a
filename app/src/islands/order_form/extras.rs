//! The options beside the panel: the server draws their fields, and in the browser their prices follow the period.

use std::collections::BTreeMap;

use domain::Period;
use domain::order::Offer;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::texts::order::extra_price;

/// What is typed, by the option's internal name; a box that is not ticked is not there.
type Typed = BTreeMap<String, String>;

/// Says what each option costs for a period.
pub(super) fn show_prices(offer: &Offer, period: &str) {
    let Ok(period) = period.parse::<Period>() else { return };
    for extra in &offer.prices.extras {
        if let Some(said) = document().get_element_by_id(&format!("{}-price", extra.field())) {
            said.set_text_content(Some(&extra_price(extra, &offer.prices, period)));
        }
    }
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

/// Takes over what was typed into one of them.
pub(super) fn read(event: &Event, typed: &mut Typed) {
    if let Some(field) = event.target().and_then(|field| field.dyn_into().ok()) {
        read_field(&field, typed);
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
