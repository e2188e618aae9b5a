//! The fields of a rate.

use leptos::prelude::*;

use crate::components::form::Editing;
use crate::components::input::Input;
use crate::texts::texts;

/// The currencies that are suggested; any other is typed.
const SUGGESTED: [&str; 8] = ["EUR", "USD", "RUB", "GBP", "CHF", "PLN", "KZT", "TRY"];

/// From, to, rate, day.
pub(super) fn view(form: &Editing, focus: bool) -> AnyView {
    let (words, names) = (&texts().rates, &texts().fields);
    let suggested = || SUGGESTED.map(|code| (code.to_owned(), String::new())).to_vec();
    view! {
        <div class="form__pair">
            {Input::suggest("from", names.from, suggested()).help(words.from_help).required().focus(focus).view(form)}
            {Input::suggest("to", names.to, suggested()).help(words.to_help).required().view(form)}
        </div>
        <div class="form__pair">
            {Input::amount("rate", names.rate).help(words.rate_help).required().view(form)}
            {Input::line("date", "day", names.day).short().help(words.day_help).required().view(form)}
        </div>
    }
    .into_any()
}

/// The labels of the fields.
pub(super) fn labels() -> [(&'static str, &'static str); 4] {
    let names = &texts().fields;
    [("from", names.from), ("to", names.to), ("rate", names.rate), ("day", names.day)]
}
