//! The keyboard of a list, and the state of the toolbar over it.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

/// Chooses rows by click and by ↑ ↓, opens the chosen one with Enter, searches with `/`, and turns off the buttons
/// that the chosen row cannot have. The server has drawn the list; nothing of it is held here.
#[island]
pub fn RowKeys() -> impl IntoView {
    Effect::new(|| {
        let keys = Closure::<dyn FnMut(KeyboardEvent)>::new(|event| on_key(&event));
        let _ = document().add_event_listener_with_callback("keydown", keys.as_ref().unchecked_ref());
        let clicks = Closure::<dyn FnMut(Event)>::new(|event| on_click(&event));
        let _ = document().add_event_listener_with_callback("click", clicks.as_ref().unchecked_ref());
        let choice = Closure::<dyn FnMut(Event)>::new(|_| show_buttons());
        let _ = document().add_event_listener_with_callback("change", choice.as_ref().unchecked_ref());
        show_buttons();
        // They live as long as the page.
        keys.forget();
        clicks.forget();
        choice.forget();
    });
}

fn radios() -> Vec<HtmlInputElement> {
    let Ok(found) = document().query_selector_all("input[form=list-actions][name=id]") else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

fn on_key(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_typing = target.as_ref().is_some_and(|element| {
        element.closest("input:not([type=radio]), textarea, select").ok().flatten().is_some()
    });
    if is_typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let is_on_control = target.is_some_and(|element| element.closest("a, button").ok().flatten().is_some());
    match event.key().as_str() {
        "ArrowDown" => step(event, 1),
        "ArrowUp" => step(event, -1),
        "Enter" if !is_on_control => open(event),
        "/" => search(event),
        _ => {}
    }
}

fn step(event: &KeyboardEvent, by: isize) {
    let radios = radios();
    if radios.is_empty() {
        return;
    }
    event.prevent_default();
    let last = radios.len() - 1;
    let next = match radios.iter().position(|radio| radio.checked()) {
        Some(here) => here.saturating_add_signed(by).min(last),
        None if by > 0 => 0,
        None => last,
    };
    if let Some(radio) = radios.get(next) {
        radio.set_checked(true);
        let _ = radio.focus();
        show_buttons();
    }
}

fn open(event: &KeyboardEvent) {
    let chosen = radios().into_iter().find(|radio| radio.checked());
    let row = chosen.and_then(|radio| radio.closest("tr").ok().flatten());
    let link = row.and_then(|row| row.query_selector(".table__main a").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        link.click();
    }
}

fn search(event: &KeyboardEvent) {
    let field = document().query_selector("input[type=search]").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        event.prevent_default();
        let _ = field.focus();
        field.select();
    }
}

/// A click anywhere in a row chooses it; on a link or a control it does what that does.
fn on_click(event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if target.closest("a, button, input, select, textarea, label, summary").ok().flatten().is_some() {
        return;
    }
    let row = target.closest("tbody tr").ok().flatten();
    let radio = row.and_then(|row| row.query_selector("input[form=list-actions]").ok().flatten());
    if let Some(radio) = radio.and_then(|radio| radio.dyn_into::<HtmlInputElement>().ok()) {
        radio.set_checked(true);
        show_buttons();
    }
}

fn show_buttons() {
    let chosen = radios().into_iter().find(|radio| radio.checked());
    let fits = chosen.as_ref().and_then(|radio| radio.get_attribute("data-fits")).unwrap_or_default();
    let Ok(buttons) = document().query_selector_all("[data-row-go], [data-row-fits]") else { return };
    for index in 0..buttons.length() {
        let Some(button) = buttons.get(index).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        let wanted = button.get_attribute("data-row-fits").unwrap_or_default();
        let is_fit = wanted.is_empty() || fits.split(' ').any(|word| word == wanted);
        let is_on = chosen.is_some() && is_fit;
        let _ =
            if is_on { button.remove_attribute("disabled") } else { button.set_attribute("disabled", "") };
    }
}
