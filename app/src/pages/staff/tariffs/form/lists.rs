//! How old the lists of VMmanager are, and the button that reads them again.

use engine::reads::{TariffFormPage, VmLists};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::functions::RefreshTariffLists;
use crate::texts::{dates, texts};

/// When a list was read, and why it could not be read since.
type Age = (Option<i64>, Option<(String, i64)>);

/// For each module: as of when its list is. The button sends the form as it is, and it comes back as it was typed.
pub(super) fn saved_copy(page: &TariffFormPage, age: impl Fn(&VmLists) -> Age) -> AnyView {
    let (words, general) = (&texts().tariff_form, &texts().general);
    page.lists
        .iter()
        .map(|lists| {
            let (read, error) = age(lists);
            let read = read
                .map_or_else(|| general.not_read_yet.to_owned(), |at_ms| general.as_of(dates::moment(at_ms)));
            let failed = error.map(|(error, at_ms)| {
                let failed = words.read_failed(dates::moment(at_ms), error);
                view! { <span class="field__error">{failed}</span> }
            });
            view! {
                <p class="saved-copy">
                    {words.lists_of(&lists.module.name)} " " {read} " · "
                    <button type="submit" class="link-button" formaction=RefreshTariffLists::PATH
                        formnovalidate=true name="refresh" value=lists.module.id.to_string()>
                        {general.refresh}
                    </button>
                    {failed}
                </p>
            }
        })
        .collect_view()
        .into_any()
}
