//! `/staff/products/tariff-plans/add`.

use leptos::{prelude::*, server_fn::ServerFn};

use super::form;
use crate::components::form::{Editing, actions, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::AddTariff;
use crate::pages::address::TARIFFS;
use crate::texts::texts;
use crate::visitor;

/// The form of a new plan.
pub(in crate::pages) fn page() -> AnyView {
    staff_page(Place::Tariffs, async move |caller| {
        let words = &texts().tariff_form;
        let page = engine::reads::tariff_form(&visitor::engine()?, caller, None).await?;
        let form = Editing::over("add_tariff", form::stored::values(&page)).await;
        let header = Header::new(words.add_title).under(texts().tariffs.title, TARIFFS).lead(words.add_lead);
        let content = view! {
            {header.view()}
            {form.summary_of(&form::labels(&page))}
            <form class="form" method="post" action=AddTariff::PATH>
                {one_time_key()}
                {form::view(&form, &page)}
                {actions(texts().forms.add, TARIFFS)}
            </form>
        };
        Ok::<_, Failure>(Page::new(words.add_title, content).narrow())
    })
}
