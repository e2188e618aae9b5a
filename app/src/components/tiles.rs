//! Numbers at a glance.

use leptos::prelude::*;

/// One number.
pub(crate) struct Tile {
    label: &'static str,
    value: String,
    note: Option<String>,
    href: Option<&'static str>,
    class: &'static str,
}

impl Tile {
    /// A number with its name.
    pub(crate) fn new(label: &'static str, value: impl ToString) -> Self {
        Self { label, value: value.to_string(), note: None, href: None, class: "tile" }
    }

    /// The same with what it means.
    pub(crate) fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// The same, leading to the rows behind it.
    pub(crate) fn to(self, href: &'static str) -> Self {
        Self { href: Some(href), ..self }
    }

    /// The same, calling for attention if so.
    pub(crate) fn warn_if(self, warn: bool) -> Self {
        Self { class: if warn { "tile tile--warn" } else { self.class }, ..self }
    }

    fn view(self) -> AnyView {
        let note = self.note.map(|note| view! { <span class="tile__note">{note}</span> });
        let inside = view! {
            <span class="tile__label">{self.label}</span>
            <span class="tile__value">{self.value}</span>
            {note}
        };
        let inside = match self.href {
            Some(href) => view! { <a class="tile__link" href=href>{inside}</a> }.into_any(),
            None => inside.into_any(),
        };
        view! { <li class=self.class>{inside}</li> }.into_any()
    }
}

/// Draws numbers side by side.
pub(crate) fn tiles(tiles: Vec<Tile>) -> AnyView {
    view! { <ul class="tiles">{tiles.into_iter().map(Tile::view).collect_view()}</ul> }.into_any()
}
