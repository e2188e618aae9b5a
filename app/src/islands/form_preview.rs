//! Shows what a form would do while it is being filled in.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, FormData, HtmlFormElement, UrlSearchParams};

use super::live_page::show_parts_of;

/// At each change in the form marked `data-preview`, asks this page again with what the form says, and puts the
/// page's `data-live` parts in place of the old ones. Without a script a button does the same.
#[island]
pub fn FormPreview() -> impl IntoView {
    Effect::new(|| {
        let Ok(Some(form)) = document().query_selector("form[data-preview]") else { return };
        let Ok(form) = form.dyn_into::<HtmlFormElement>() else { return };
        let sent = form.clone();
        let changed = Closure::<dyn FnMut(Event)>::new(move |_| {
            if let Some(address) = address(&sent) {
                leptos::task::spawn_local(show_parts_of(address));
            }
        });
        let _ = form.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
        // It lives as long as the page.
        changed.forget();
    });
}

/// This page, asked with what the form says.
fn address(form: &HtmlFormElement) -> Option<String> {
    let fields = FormData::new_with_form(form).ok()?;
    let query = UrlSearchParams::new_with_record_from_str_to_str(fields.unchecked_ref()).ok()?;
    Some(format!("{}?{}", window().location().pathname().ok()?, query.to_string()))
}
