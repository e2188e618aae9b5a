//! The form of a tariff plan, part by part.

mod ending;
mod general;
mod lists;
mod panels;
mod periods;
pub(super) mod stored;
mod systems;
mod template;

use engine::reads::TariffFormPage;
use leptos::prelude::*;

use crate::components::form::Editing;

/// Every part of the form.
pub(super) fn view(form: &Editing, page: &TariffFormPage) -> AnyView {
    view! {
        // Enter in a field presses the first button of its form: this one saves, the next would read lists again.
        <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
        {general::view(form, page)}
        {general::modules(form, page)}
        {periods::view(form, page)}
        {template::view(form, page)}
        {systems::view(form, page)}
        {panels::view(form, page)}
        {ending::view(form)}
    }
    .into_any()
}

/// The labels of every field, for the summary of what is wrong.
pub(super) fn labels(page: &TariffFormPage) -> Vec<(String, String)> {
    let mut labels = general::labels(page);
    labels.extend(periods::labels(page));
    labels.extend(template::labels());
    labels.extend(systems::labels(page));
    labels.extend(panels::labels(page));
    labels.extend(ending::labels());
    labels
}

/// A label that the fields share with their history.
fn label(name: &str) -> (String, String) {
    (name.to_owned(), crate::texts::changes::field(name))
}
