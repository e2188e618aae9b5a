//! `/staff/products/tariff-plans/{id}`.

use domain::TariffId;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{form, list};
use crate::components::form::{Editing, actions};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::{DisableTariff, EditTariff, EnableTariff};
use crate::pages::address::{TARIFFS, id_in_address, tariff};
use crate::texts::texts;
use crate::visitor;

/// The form of a plan.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<TariffId>("id");
    staff_page(Place::Tariffs, async move |caller| {
        let (id, words) = (id?, &texts().tariff_form);
        let page = engine::reads::tariff_form(&visitor::engine()?, caller, Some(id)).await?;
        let plan = page.plan.as_ref().ok_or(Failure::NotFound)?;
        let details = &plan.tariff.details;
        let form = Editing::over("edit_tariff", form::stored::values(&page)).await;
        let header = Header::new(details.name.clone())
            .under(texts().tariffs.title, TARIFFS)
            .beside(list::state(details.enabled))
            .actions(beside(id, details.enabled))
            .lead(words.kept);
        let content = view! {
            {header.view()}
            {form.summary_of(&form::labels(&page))}
            <form class="form" method="post" action=EditTariff::PATH>
                <input type="hidden" name="id" value=id.to_string()/>
                {form.version(plan.tariff.version)}
                {form::view(&form, &page)}
                {actions(texts().forms.save, TARIFFS)}
            </form>
        };
        Ok::<_, Failure>(Page::new(details.name.clone(), content).narrow())
    })
}

/// What else can be done with a plan.
fn beside(id: TariffId, enabled: bool) -> AnyView {
    let words = &texts().tariffs;
    let (path, label) =
        if enabled { (DisableTariff::PATH, words.disable) } else { (EnableTariff::PATH, words.enable) };
    let address = tariff(id);
    view! {
        <a class="button" href=format!("{address}/options")>{words.options}</a>
        <a class="button" href=format!("{address}/copy")>{words.copy}</a>
        <a class="button" href=format!("{address}/history")>{words.history}</a>
        <form method="post" action=path>
            <input type="hidden" name="id" value=id.to_string()/>
            <button type="submit" class="button">{label}</button>
        </form>
    }
    .into_any()
}
