//! `/staff/integration/processing-modules/{id}`: a module with its settings and what it last said.

use domain::{ModuleId, ModuleState};
use engine::reads::{ModulePage, ModuleRow};
use leptos::{prelude::*, server_fn::ServerFn};

use super::fields::{self, Choices};
use super::{connection, state};
use crate::components::facts::{fact, facts_card};
use crate::components::form::{Editing, actions};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::input::switch;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::{CheckModule, EditModule, ResumeModule, SuspendModule};
use crate::pages::address::{self, MODULES, id_in_address};
use crate::texts::{states, texts};
use crate::visitor;

/// The page.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<ModuleId>("id");
    staff_page(Place::Modules, async move |caller| {
        let page = engine::reads::module(&visitor::engine()?, caller, id?).await?;
        let form = Editing::over("module", page.typed.clone()).await;
        let title = page.row.name.clone();
        let content = view! {
            {head(&page.row)}
            <div class="split">
                <div class="split__main">{settings(&page, &form)}</div>
                <aside class="split__side stack">
                    {facts(&page.row)} {connection::card(page.row.last_check.as_ref())}
                </aside>
            </div>
        };
        Ok::<_, Failure>(Page::new(title, content).wide())
    })
}

fn head(row: &ModuleRow) -> AnyView {
    let words = &texts().modules;
    let address = address::module(row.id);
    let (path, label) = match row.state {
        ModuleState::Active => (SuspendModule::PATH, words.suspend),
        ModuleState::Suspended => (ResumeModule::PATH, words.resume),
    };
    let (history, delete) = (format!("{address}/history"), format!("{address}/delete"));
    let parameters = row.switches.is_some().then(|| {
        view! { <a class="button" href=format!("{address}/parameters")>{words.parameters}</a> }
    });
    let buttons = view! {
        {parameters}
        {press(row.id, CheckModule::PATH, words.check)}
        {press(row.id, path, label)}
        <a class="button" href=history>{words.history}</a>
        <a class="button button--danger" href=delete>{words.delete}</a>
    };
    Header::new(row.name.clone())
        .under(words.title, MODULES)
        .beside(state::badge(row))
        .actions(buttons)
        .lead(words.suspend_means)
        .view()
}

fn press(id: ModuleId, path: &'static str, label: &'static str) -> AnyView {
    view! {
        <form method="post" action=path>
            <input type="hidden" name="id" value=id.to_string()/>
            <input type="hidden" name="from" value="module"/>
            <button type="submit" class="button">{label}</button>
        </form>
    }
    .into_any()
}

fn facts(row: &ModuleRow) -> AnyView {
    let words = &texts().modules;
    let mut facts = vec![
        fact(words.number, view! { {row.id.to_string()} }),
        fact(words.kind, states::module_kind(row.kind)),
        fact(words.usage, view! { {words.services(row.usage)} }),
    ];
    if row.switches.is_some() {
        facts.push(fact(words.balance, view! { <div>{state::balance(row, "module")}</div> }));
        facts.push(fact(
            words.status,
            view! { <div>{state::badge(row)} {state::switches(row, "module")}</div> },
        ));
    }
    facts_card(words.overview, facts)
}

fn settings(page: &ModulePage, form: &Editing) -> AnyView {
    let (words, row) = (&texts().module_form, &page.row);
    let clusters = row.last_check.as_ref().map(|report| report.clusters.clone()).unwrap_or_default();
    let choices = Choices { license_servers: page.license_servers.clone(), clusters };
    let anyway = form
        .problem("add_anyway")
        .map(|_| switch(form, "add_anyway", texts().fields.add_anyway, words.add_anyway));
    view! {
        <form class="form" method="post" action=EditModule::PATH>
            {form.summary(&fields::labels())}
            <input type="hidden" name="id" value=row.id.to_string()/>
            {form.version(page.version)}
            <fieldset class="form__section">
                <legend class="form__legend">{texts().modules.step_connection}</legend>
                {fields::account(form, row.kind, words.password_stored, false)}
                {anyway}
            </fieldset>
            {fields::parameters(form, row.kind, choices)}
            {actions(texts().forms.save, MODULES)}
        </form>
    }
    .into_any()
}
