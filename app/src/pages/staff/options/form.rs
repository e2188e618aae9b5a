//! `/staff/products/tariff-plans/{id}/options/add` and `…/options/{option}`.

mod fields;
mod stored;

use domain::option::ValueType;
use domain::{OptionId, TariffId};
use engine::reads::OptionPage;
use leptos::{prelude::*, server_fn::ServerFn};

use self::fields::{general, limits, sort};
use self::stored::{defaults, values};
use super::list;
use crate::components::form::{Editing, actions, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::{AddOption, EditOption};
use crate::pages::address::{TARIFFS, id_in_address, option, options, tariff};
use crate::texts::{changes, texts};
use crate::visitor;

/// The fields, in their order.
const FIELDS: [&str; 15] = [
    "billing_type",
    "type",
    "name",
    "intname",
    "value_type",
    "enumeration",
    "default_value",
    "default_on",
    "included",
    "minimum",
    "maximum",
    "step",
    "default_amount",
    "unit",
    "sort",
];

/// The form that adds an option.
pub(in crate::pages) fn add() -> AnyView {
    let id = id_in_address::<TariffId>("id");
    staff_page(Place::Tariffs, async move |caller| {
        let (id, words) = (id?, &texts().options);
        let page = engine::reads::option(&visitor::engine()?, caller, id, None).await?;
        let form = Editing::over("add_option", defaults(&page)).await;
        let header = header(id, &page, words.add_title.to_owned()).lead(words.lead);
        let content = view! {
            {header.view()}
            {form.summary_of(&labels())}
            <form class="form by-choice" method="post" action=AddOption::PATH>
                {one_time_key()}
                <input type="hidden" name="tariff" value=id.to_string()/>
                {general(&form, None)}
                {limits(&form, &page, ValueType::Enumeration)}
                {limits(&form, &page, ValueType::Boolean)}
                {limits(&form, &page, ValueType::Integer)}
                {sort(&form)}
                {actions(texts().forms.add, options(id))}
            </form>
        };
        Ok::<_, Failure>(Page::new(words.add_title, content).narrow())
    })
}

/// The form of an option.
pub(in crate::pages) fn edit() -> AnyView {
    let (id, option_id) = (id_in_address::<TariffId>("id"), id_in_address::<OptionId>("option"));
    staff_page(Place::Tariffs, async move |caller| {
        let (id, option_id) = (id?, option_id?);
        let page = engine::reads::option(&visitor::engine()?, caller, id, Some(option_id)).await?;
        let stored = &page.option.as_ref().ok_or(Failure::NotFound)?.option;
        let form = Editing::over(&format!("option.{option_id}"), values(stored)).await;
        let name = stored.details.name.clone();
        let header = header(id, &page, name.clone())
            .beside(list::state(stored.enabled))
            .actions(beside(&option(id, option_id)));
        let content = view! {
            {header.view()}
            {form.summary_of(&labels())}
            <form class="form" method="post" action=EditOption::PATH>
                <input type="hidden" name="id" value=option_id.to_string()/>
                {form.version(stored.version)}
                {general(&form, Some(stored))}
                {limits(&form, &page, stored.details.choice.value_type())}
                {sort(&form)}
                {actions(texts().forms.save, options(id))}
            </form>
        };
        Ok::<_, Failure>(Page::new(name, content).narrow())
    })
}

fn header(id: TariffId, page: &OptionPage, title: String) -> Header {
    Header::new(title)
        .under(texts().tariffs.title, TARIFFS)
        .under(page.tariff_name.clone(), tariff(id))
        .under(texts().options.title, options(id))
}

fn beside(address: &str) -> AnyView {
    let words = &texts().options;
    view! {
        <a class="button" href=format!("{address}/prices")>{words.prices}</a>
        <a class="button" href=format!("{address}/history")>{words.history}</a>
    }
    .into_any()
}

fn labels() -> Vec<(String, String)> {
    let label =
        |name| if name == "name" { texts().options.custom_name.to_owned() } else { changes::field(name) };
    FIELDS.map(|name| (name.to_owned(), label(name))).to_vec()
}
