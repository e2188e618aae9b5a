//! Copies a text that stands on the page.

use leptos::prelude::*;

/// A button that copies the text of the element with this id: the text itself is never a property of the island.
#[island]
pub fn CopyButton(
    /// The id of the element to copy.
    target: String,
    /// The button's word.
    label: String,
    /// Its word once the text is copied.
    done: String,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let element = document().get_element_by_id(&target);
        if let Some(text) = element.and_then(|element| element.text_content()) {
            // The answer is a promise; where the clipboard is forbidden the text can still be selected by hand.
            let _ = window().navigator().clipboard().write_text(&text);
            copied.set(true);
        }
    };
    view! {
        <button type="button" class="button button--small no-print" on:click=copy aria-live="polite">
            {move || if copied.get() { done.clone() } else { label.clone() }}
        </button>
    }
}
