//! `/staff/products/tariff-plans/{id}/options/add` and `…/options/{option}`.

use domain::option::{BillingType, OptionKind, ValueType};
use domain::{OptionId, TariffId};
use engine::reads::{OptionChoice, OptionPage, TariffOption};
use leptos::{prelude::*, server_fn::ServerFn};

use super::list;
use crate::components::form::{Editing, actions, one_time_key};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::input::{Input, switch};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::{AddOption, EditOption};
use crate::pages::address::{TARIFFS, id_in_address, option, options, tariff};
use crate::texts::{changes, options as words, texts};
use crate::visitor;

/// The list that panels come from, if it is there.
const PANELS: &str = "server_control_panel";

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

/// What the form begins with: a plan's first option is its panels.
fn defaults(page: &OptionPage) -> Vec<(String, String)> {
    let list = page.enumerations.iter().find(|list| list.intname == PANELS).or(page.enumerations.first());
    let none = list.and_then(|list| {
        page.values.iter().find(|value| value.enumeration == list.name && value.code == "nopanel")
    });
    let enumeration = list.map(|list| list.id.to_string()).unwrap_or_default();
    let default = none.map(|value| value.value_id.to_string()).unwrap_or_default();
    let (kind, value_type) = if page.has_panels {
        (OptionKind::Backups, ValueType::Boolean)
    } else {
        (OptionKind::PanelLicense, ValueType::Enumeration)
    };
    [
        ("billing_type", BillingType::PerPeriod.as_str()),
        ("type", kind.as_str()),
        ("value_type", value_type.as_str()),
        ("enumeration", enumeration.as_str()),
        ("default_value", default.as_str()),
        ("maximum", "1"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

/// A stored option as its form would send it.
fn values(option: &TariffOption) -> Vec<(String, String)> {
    let details = &option.details;
    let mut values = vec![
        ("billing_type", details.billing.to_string()),
        ("type", details.kind.to_string()),
        ("name", details.name.clone()),
        ("intname", details.intname.clone()),
        ("sort", details.sort.to_string()),
    ];
    match &details.choice {
        OptionChoice::Value { enumeration, default } => {
            values.push(("enumeration", enumeration.to_string()));
            values.push(("default_value", default.map(|id| id.to_string()).unwrap_or_default()));
        }
        OptionChoice::Amount { value_type: ValueType::Boolean, limits, .. } => {
            let on = if limits.default > 0 { "on" } else { "" };
            values.push(("default_on", on.to_owned()));
        }
        OptionChoice::Amount { limits, unit, .. } => {
            values.extend([
                ("included", limits.included.to_string()),
                ("minimum", limits.minimum.to_string()),
                ("maximum", limits.maximum.to_string()),
                ("step", limits.step.to_string()),
                ("default_amount", limits.default.to_string()),
                ("unit", unit.clone()),
            ]);
        }
    }
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn general(form: &Editing, stored: Option<&TariffOption>) -> AnyView {
    let (own, fields) = (&texts().options, &texts().fields);
    let billing = BillingType::ALL.iter().map(|it| (it.to_string(), words::billing(*it).to_owned()));
    let kinds = OptionKind::ALL.iter().map(|it| (it.to_string(), words::kind(*it).to_owned()));
    let kind_help = if stored.is_some() { own.kind_kept } else { own.kind_help };
    let value_type = match stored {
        None => value_type(form),
        Some(stored) => {
            let kept = stored.details.choice.value_type();
            let kept = vec![(kept.to_string(), words::value_type(kept).to_owned())];
            Input::select("value_type", fields.value_type, kept).off(true).view(form)
        }
    };
    view! {
        <fieldset class="form__section">
            <legend class="form__legend">{own.general}</legend>
            {Input::select("billing_type", fields.billing_type, billing.collect()).help(own.billing_help).view(form)}
            {Input::select("type", fields.kind, kinds.collect()).help(kind_help).off(stored.is_some()).view(form)}
            {Input::text("name", own.custom_name).help(own.name_help).required().view(form)}
            {Input::text("intname", fields.intname).help(own.intname_help).required().short().view(form)}
            {value_type}
        </fieldset>
    }
    .into_any()
}

fn sort(form: &Editing) -> AnyView {
    Input::number("sort", texts().fields.sort).help(texts().options.sort_help).optional().view(form)
}

/// The value types as radios: what counts for the chosen one follows it without a script.
fn value_type(form: &Editing) -> AnyView {
    let (own, fields) = (&texts().options, &texts().fields);
    let chosen = form.value("value_type");
    let items = [ValueType::Enumeration, ValueType::Boolean, ValueType::Integer]
        .into_iter()
        .enumerate()
        .map(|(place, value_type)| {
            let id = (place == 0).then_some("value_type");
            let checked = value_type.as_str() == chosen;
            view! {
                <label class="segmented__item">
                    <input type="radio" name="value_type" id=id value=value_type.as_str() checked=checked/>
                    <span>{words::value_type(value_type)}</span>
                </label>
            }
        })
        .collect_view();
    let problem = form.problem("value_type");
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let described = if problem.is_some() { "value_type-error value_type-help" } else { "value_type-help" };
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class="field__label">{fields.value_type}</legend>
            <div class="segmented">{items}</div>
            {problem.map(|problem| view! { <p class="field__error" id="value_type-error">{problem}</p> })}
            <p class="field__help" id="value_type-help">{own.value_type_help}</p>
        </fieldset>
    }
    .into_any()
}

fn limits(form: &Editing, page: &OptionPage, value_type: ValueType) -> AnyView {
    let own = &texts().options;
    let name = words::value_type(value_type);
    let is_new = page.option.is_none();
    let fields = match value_type {
        ValueType::Enumeration => value(form, page),
        ValueType::Boolean => switch(form, "default_on", texts().fields.default_on, own.default_on_help),
        ValueType::Integer => number(form),
    };
    let hint = is_new.then(|| view! { <p class="form__hint by-choice__hint">{own.only_for(name)}</p> });
    view! {
        <fieldset class="form__section" data-choice=value_type.as_str()>
            <legend class="form__legend">{own.limits_of(name)}</legend>
            {hint} {fields}
        </fieldset>
    }
    .into_any()
}

fn value(form: &Editing, page: &OptionPage) -> AnyView {
    let (own, fields) = (&texts().options, &texts().fields);
    let lists = page.enumerations.iter().map(|list| (list.id.to_string(), list.name.clone())).collect();
    let nothing = (String::new(), own.no_default.to_owned());
    let several = page.option.is_none() && page.enumerations.len() > 1;
    let values = page.values.iter().map(|value| {
        let word = if several { own.value_of(&value.enumeration, &value.name) } else { value.name.clone() };
        (value.value_id.to_string(), word)
    });
    let values = std::iter::once(nothing).chain(values).collect();
    let is_kept = page.option.is_some();
    view! {
        {Input::select("enumeration", fields.enumeration, lists).help(own.enumeration_help).off(is_kept).view(form)}
        {Input::select("default_value", fields.default_value, values).help(own.default_value_help).view(form)}
    }
    .into_any()
}

fn number(form: &Editing) -> AnyView {
    let (own, fields) = (&texts().options, &texts().fields);
    view! {
        <div class="form__pair">
            {Input::number("minimum", fields.minimum).help(own.minimum_help).view(form)}
            {Input::number("maximum", fields.maximum).help(own.maximum_help).view(form)}
            {Input::number("step", fields.step).help(own.step_help).view(form)}
            {Input::number("default_amount", fields.default_amount).help(own.default_amount_help).view(form)}
            {Input::number("included", fields.included).help(own.included_help).view(form)}
            {Input::text("unit", fields.unit).help(own.unit_help).short().view(form)}
        </div>
    }
    .into_any()
}
