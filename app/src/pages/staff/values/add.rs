//! `/staff/products/enumerations/{id}/values/add`.

use domain::EnumerationId;
use leptos::{prelude::*, server_fn::ServerFn};

use super::form;
use crate::components::form::{Editing, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::AddValue;
use crate::pages::address::{ENUMERATIONS, id_in_address, values};
use crate::texts::texts;
use crate::visitor;

/// The form of a new value.
pub(in crate::pages) fn page() -> AnyView {
    let (list, asked) = (id_in_address::<EnumerationId>("id"), form::asked_for());
    staff_page(Place::Enumerations, async move |caller| {
        let (list, words) = (list?, &texts().values);
        let begin = || vec![("function_prefix".to_owned(), "soft".to_owned())];
        let fields = asked.map_or_else(begin, |asked| asked.fields);
        let form = Editing::over(&format!("add_value.{list}"), fields).await;
        let typed = form.value("intname");
        let engine = visitor::engine()?;
        let page = engine::reads::value_form(&engine, caller, list, None, Some(&typed)).await?;
        let header = Header::new(words.add_title)
            .under(texts().enumerations.title, ENUMERATIONS)
            .under(page.enumeration.name.clone(), values(list));
        let here = format!("{}/add", values(list));
        let identity = (one_time_key(), texts().forms.add);
        let content = view! {
            {header.view()}
            {form::view(list, &page, &form, (AddValue::PATH, here), identity)}
        };
        Ok::<_, Failure>(Page::new(words.add_title, content).narrow())
    })
}
