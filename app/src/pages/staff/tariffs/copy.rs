//! `/staff/products/tariff-plans/{id}/copy`: a name for the copy.

use domain::TariffId;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::form::{Editing, actions, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::input::Input;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::CopyTariff;
use crate::pages::address::{TARIFFS, id_in_address, tariff};
use crate::texts::texts;
use crate::visitor;

/// The form that copies a plan.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<TariffId>("id");
    staff_page(Place::Tariffs, async move |caller| {
        let (id, words) = (id?, &texts().tariffs);
        let original = engine::reads::tariff(&visitor::engine()?, caller, id).await?.details;
        let form = Editing::new("copy_tariff", &[("name", &words.copy_name(&original.name))]).await;
        let title = words.copy_title(&original.name);
        let name = texts().fields.name;
        let header = Header::new(title.clone())
            .under(words.title, TARIFFS)
            .under(original.name, tariff(id))
            .lead(words.copy_lead);
        let content = view! {
            {header.view()}
            {form.summary(&[("name", name)])}
            <form class="form" method="post" action=CopyTariff::PATH>
                <input type="hidden" name="id" value=id.to_string()/>
                {one_time_key()}
                {Input::text("name", name).help(texts().tariff_form.name_help).required().focus(true).view(&form)}
                {actions(words.copy_button, TARIFFS)}
            </form>
        };
        Ok::<_, Failure>(Page::new(title, content).narrow())
    })
}
