//! `/staff/currencies/add`.

use leptos::{prelude::*, server_fn::ServerFn};

use super::form;
use crate::components::form::{Editing, actions, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::AddRate;
use crate::pages::address::CURRENCIES;
use crate::texts::texts;
use crate::visitor;

/// The form of a new rate.
pub(in crate::pages) fn page() -> AnyView {
    staff_page(Place::Currencies, async move |_| {
        let words = &texts().rates;
        let today = visitor::engine()?.clock().today().to_string();
        let form = Editing::new("add_rate", &[("day", &today)]).await;
        let content = view! {
            {Header::new(words.add_title).under(words.title, CURRENCIES).view()}
            {form.summary(&form::labels())}
            <form class="form" method="post" action=AddRate::PATH>
                {one_time_key()}
                {form::view(&form, !form.is_refused())}
                {actions(texts().forms.add, CURRENCIES)}
            </form>
        };
        Ok::<_, Failure>(Page::new(words.add_title, content).narrow())
    })
}
