//! What is said of a plan, and the modules that its servers are made with.

use domain::ModuleState;
use engine::reads::{TariffFormPage, VmLists};
use leptos::prelude::*;

use super::label;
use crate::components::form::Editing;
use crate::components::input::{Input, switch};
use crate::texts::texts;

/// The currencies that are suggested; any other is typed.
const CURRENCIES: [&str; 8] = ["EUR", "USD", "RUB", "GBP", "CHF", "PLN", "KZT", "TRY"];

/// Name, description, provider, currency, place.
pub(super) fn view(form: &Editing, page: &TariffFormPage) -> AnyView {
    let (words, names) = (&texts().tariff_form, &texts().fields);
    let fixed = page.plan.as_ref().is_some_and(|plan| plan.currency_is_fixed);
    let currency_help = if fixed { words.currency_fixed } else { words.currency_help };
    let suggested = |words: &[String]| words.iter().map(|word| (word.clone(), String::new())).collect();
    let currencies: Vec<String> = CURRENCIES.iter().map(|code| (*code).to_owned()).collect();
    view! {
        <fieldset class="form__section">
            <legend class="form__legend">{words.general}</legend>
            {Input::text("name", names.name).help(words.name_help).required().view(form)}
            {Input::area("description", names.description, 2).help(words.description_help).optional().view(form)}
            {Input::suggest("provider", names.provider, suggested(&page.providers))
                .help(words.provider_help).required().view(form)}
            <div class="form__pair">
                {Input::suggest("currency", names.currency, suggested(&currencies))
                    .help(currency_help).short().off(fixed).view(form)}
                {Input::number("sort", names.sort).help(words.sort_help).required().view(form)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// A check box for each VMmanager, with where its licenses come from.
pub(super) fn modules(form: &Editing, page: &TariffFormPage) -> AnyView {
    let words = &texts().tariff_form;
    let problem = form.problem("modules").map(|problem| view! { <p class="field__error">{problem}</p> });
    let body = if page.lists.is_empty() {
        view! {
            <p class="note note--info">
                {words.modules_none} " "
                <a href="/staff/integration/processing-modules/add">{words.modules_add}</a>
            </p>
        }
        .into_any()
    } else {
        page.lists.iter().map(|lists| module(form, lists)).collect_view().into_any()
    };
    view! {
        <fieldset class="form__section" id="modules">
            <legend class="form__legend">{texts().fields.modules}</legend>
            <p class="form__hint">{words.modules_hint}</p>
            {problem}
            {body}
        </fieldset>
    }
    .into_any()
}

fn module(form: &Editing, lists: &VmLists) -> AnyView {
    let (words, module) = (&texts().tariff_form, &lists.module);
    let mut help = vec![match &module.license_server {
        Some(name) => words.licenses_from(name),
        None => words.no_licenses.to_owned(),
    }];
    if module.state == ModuleState::Suspended {
        help.insert(0, words.suspended.to_owned());
    }
    if !module.use_recipes {
        help.push(words.no_recipes.to_owned());
    }
    switch(form, format!("module_{}", module.id), module.name.clone(), help.join(" "))
}

/// The labels of these fields.
pub(super) fn labels(page: &TariffFormPage) -> Vec<(String, String)> {
    let mut labels: Vec<_> =
        ["name", "description", "provider", "currency", "sort", "modules"].into_iter().map(label).collect();
    let module = |lists: &VmLists| (format!("module_{}", lists.module.id), lists.module.name.clone());
    labels.extend(page.lists.iter().map(module));
    labels
}
