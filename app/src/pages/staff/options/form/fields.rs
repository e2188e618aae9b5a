//! The fields of an option's form, by what counts for which value type.

use domain::option::{BillingType, OptionKind, ValueType};
use engine::reads::{OptionPage, TariffOption};
use leptos::prelude::*;

use crate::components::form::Editing;
use crate::components::input::{Input, switch};
use crate::texts::{options as words, texts};

pub(super) fn general(form: &Editing, stored: Option<&TariffOption>) -> AnyView {
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

pub(super) fn sort(form: &Editing) -> AnyView {
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

pub(super) fn limits(form: &Editing, page: &OptionPage, value_type: ValueType) -> AnyView {
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
