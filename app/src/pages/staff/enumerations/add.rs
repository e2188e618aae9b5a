//! `/staff/products/enumerations/add`.

use leptos::{prelude::*, server_fn::ServerFn};

use super::form;
use crate::components::form::{Editing, actions, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::AddEnumeration;
use crate::pages::address::ENUMERATIONS;
use crate::texts::texts;

/// The form of a new enumeration.
pub(in crate::pages) fn page() -> AnyView {
    staff_page(Place::Enumerations, async move |_| {
        let words = &texts().enumerations;
        let form = Editing::new("add_enumeration", &[]).await;
        let content = view! {
            {Header::new(words.add_title).under(words.title, ENUMERATIONS).view()}
            {form.summary(&form::labels())}
            <form class="form" method="post" action=AddEnumeration::PATH>
                {one_time_key()}
                {form::view(&form, !form.is_refused())}
                {actions(texts().forms.add, ENUMERATIONS)}
            </form>
        };
        Ok::<_, Failure>(Page::new(words.add_title, content).narrow())
    })
}
