//! What a balance will be, while an amount is typed.

use domain::Money;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::texts::money;

/// Says what the balance becomes by the amount in the field with this id; without a script it says nothing.
#[island]
pub fn BalanceAfter(
    /// The id of the field.
    field: String,
    /// The balance before.
    balance: Money,
    /// The word before the sum.
    label: String,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let sum = move || {
        let amount =
            Money::parse(&typed.read(), balance.currency()).ok().filter(|amount| !amount.is_zero())?;
        balance.checked_add(amount).ok().filter(|sum| !sum.is_negative())
    };
    Effect::new(move |_| {
        let input =
            document().get_element_by_id(&field).and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        // A browser fills in what was typed before a reload.
        typed.set(input.value());
        let listen = window_event_listener(ev::input, move |event: Event| {
            let target = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            if let Some(target) = target.filter(|target| *target == input) {
                typed.set(target.value());
            }
        });
        on_cleanup(move || listen.remove());
    });
    view! {
        <p class="field__help" aria-live="polite" hidden=move || sum().is_none()>
            {move || sum().map(|sum| format!("{label} {}", money(sum)))}
        </p>
    }
}
