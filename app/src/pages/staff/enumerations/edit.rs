//! `/staff/products/enumerations/{id}`.

use domain::EnumerationId;
use leptos::{prelude::*, server_fn::ServerFn};

use super::form;
use crate::components::form::{Editing, actions};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::EditEnumeration;
use crate::pages::address::{ENUMERATIONS, enumeration, id_in_address, values};
use crate::texts::texts;
use crate::visitor;

/// The form of an enumeration.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<EnumerationId>("id");
    staff_page(Place::Enumerations, async move |caller| {
        let (id, words) = (id?, &texts().enumerations);
        let stored = engine::reads::enumeration(&visitor::engine()?, caller, id).await?.enumeration;
        let fields = [("name", stored.name.clone()), ("intname", stored.intname)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let form = Editing::over(&format!("enumeration.{id}"), fields).await;
        let beside = view! {
            <a class="button" href=values(id)>{words.values}</a>
            <a class="button" href=format!("{}/history", enumeration(id))>{words.history}</a>
            <a class="button" href=format!("{}/delete", enumeration(id))>{words.delete}</a>
        };
        let content = view! {
            {Header::new(stored.name.clone()).under(words.title, ENUMERATIONS).actions(beside).view()}
            {form.summary(&form::labels())}
            <form class="form" method="post" action=EditEnumeration::PATH>
                <input type="hidden" name="id" value=id.to_string()/>
                {form.version(stored.version)}
                {form::view(&form, false)}
                {actions(texts().forms.save, ENUMERATIONS)}
            </form>
        };
        Ok::<_, Failure>(Page::new(stored.name, content).narrow())
    })
}
