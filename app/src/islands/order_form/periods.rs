//! The periods, side by side, with their prices.

use domain::order::Offer;
use leptos::prelude::*;

use crate::texts::{money, order::texts, period_name};

/// Draws the periods of an offer.
pub(super) fn view(offer: StoredValue<Offer>, period: RwSignal<String>, problem: Option<String>) -> AnyView {
    let prices = offer.with_value(|offer| offer.prices.periods.clone());
    let described = problem.is_some().then_some("period-error");
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let items = prices
        .into_iter()
        .enumerate()
        .map(|(index, price)| {
            let value = price.period.to_string();
            let checked = value == *period.read_untracked();
            // The error's link and the label lead to the first of them.
            let id = (index == 0).then_some("period");
            view! {
                <label class="segmented__item">
                    <input type="radio" name="period" id=id value=value.clone() checked=checked
                        on:change=move |_| period.set(value.clone())/>
                    <span>{period_name(price.period)}<small class="segmented__note">{money(price.cost)}</small></span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field__label">{texts().period}</legend>
            <div class="segmented">{items}</div>
            {problem.map(|problem| view! { <p class="field__error" id="period-error">{problem}</p> })}
        </fieldset>
    }
    .into_any()
}
