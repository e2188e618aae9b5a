//! What happens when a service of the plan ends.

use engine::reads::DeleteMode;
use leptos::prelude::*;

use super::label;
use crate::components::form::Editing;
use crate::components::input::Input;
use crate::texts::texts;

/// When a deleted service goes, and when a suspended one gives its license back.
pub(super) fn view(form: &Editing) -> AnyView {
    let words = &texts().tariff_form;
    let modes = vec![
        (DeleteMode::AfterPaidPeriod.to_string(), words.delete_after.to_owned()),
        (DeleteMode::AtOnce.to_string(), words.delete_at_once.to_owned()),
    ];
    view! {
        <fieldset class="form__section">
            <legend class="form__legend">{words.ending}</legend>
            {Input::select("delete_mode", words.delete_label, modes).help(words.delete_help).view(form)}
            {Input::number("suspend_release_days", words.release_label)
                .unit(words.release_unit).help(words.release_help).required().view(form)}
        </fieldset>
    }
    .into_any()
}

/// The labels of these fields.
pub(super) fn labels() -> Vec<(String, String)> {
    ["delete_mode", "suspend_release_days"].into_iter().map(label).collect()
}
