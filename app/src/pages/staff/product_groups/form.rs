//! The fields of a product group.

use engine::reads::FunctionPrefix;
use leptos::prelude::*;

use crate::components::form::Editing;
use crate::components::input::Input;
use crate::texts::{texts, values};

/// Name, function prefix, add-ons, plan codes.
pub(super) fn view(form: &Editing, focus: bool) -> AnyView {
    let (words, names) = (&texts().product_groups, &texts().fields);
    view! {
        {Input::text("name", names.name).help(words.name_help).required().focus(focus).view(form)}
        {Input::area("plan_codes", names.plan_codes, 2).help(words.plan_codes_help).optional().view(form)}
        {sold_by(form)}
    }
    .into_any()
}

/// Function prefix and add-ons, as a group and a value with a new group have them.
pub(in crate::pages::staff) fn sold_by(form: &Editing) -> AnyView {
    let (words, names) = (&texts().values, &texts().fields);
    view! {
        {Input::select("function_prefix", names.function_prefix, prefixes()).short().help(words.prefix_help).view(form)}
        {Input::text("addons", names.addons).help(words.addons_help).optional().view(form)}
    }
    .into_any()
}

/// The function prefixes to choose from.
pub(in crate::pages::staff) fn prefixes() -> Vec<(String, String)> {
    FunctionPrefix::ALL
        .iter()
        .map(|&prefix| (prefix.to_string(), values::prefix(prefix).to_owned()))
        .collect()
}

/// The labels of the fields.
pub(super) fn labels() -> [(&'static str, &'static str); 4] {
    let names = &texts().fields;
    [
        ("name", names.name),
        ("plan_codes", names.plan_codes),
        ("function_prefix", names.function_prefix),
        ("addons", names.addons),
    ]
}
