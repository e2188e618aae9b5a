//! The fields of an enumeration.

use leptos::prelude::*;

use crate::components::form::Editing;
use crate::components::input::Input;
use crate::texts::texts;

/// Name and internal name.
pub(super) fn view(form: &Editing, focus: bool) -> AnyView {
    let (words, names) = (&texts().enumerations, &texts().fields);
    view! {
        {Input::text("name", names.name).help(words.name_help).required().focus(focus).view(form)}
        {Input::text("intname", names.intname).help(words.intname_help).required().view(form)}
    }
    .into_any()
}

/// The labels of the fields.
pub(super) fn labels() -> [(&'static str, &'static str); 2] {
    let names = &texts().fields;
    [("name", names.name), ("intname", names.intname)]
}
