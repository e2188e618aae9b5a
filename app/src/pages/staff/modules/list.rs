//! `/staff/integration/processing-modules`: the remote systems and what they last said.

use domain::ModuleState;
use engine::reads::{ModuleRow, ModulesSort, ModulesWanted};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{connection, state};
use crate::components::empty::empty;
use crate::components::facts::link;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, filters, pages, sort_head};
use crate::components::menu::Place;
use crate::components::toolbar::{Toolbar, chooser, chooser_head};
use crate::failure::Failure;
use crate::functions::{CheckModule, ResumeModule, SuspendModule};
use crate::pages::address::{self, ADD_MODULE, MODULES};
use crate::texts::{states, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Modules, async move |caller| {
        let words = &texts().modules;
        let (column, descending) = wish.column();
        let wanted = ModulesWanted {
            search: wish.search.clone(),
            state: wish.state.parse().ok(),
            sort: match column {
                "id" => ModulesSort::Id,
                "name" => ModulesSort::Name,
                "kind" => ModulesSort::Kind,
                "datacenter" => ModulesSort::Datacenter,
                "state" => ModulesSort::State,
                _ => ModulesSort::Sort,
            },
            descending,
            offset: i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX),
            limit: PER_PAGE.into(),
        };
        let found = engine::reads::processing_modules(&visitor::engine()?, caller, &wanted).await?;
        let is_none = found.rows.is_empty();
        let list = match (is_none, wish.is_plain()) {
            (true, true) => empty(Icon::Module, words.empty, words.empty_text, Some((ADD_MODULE, words.add))),
            (true, false) => empty(Icon::Module, words.none_found, words.none_found_text, None),
            (false, _) => table(&wish, found.rows),
        };
        let all = ModuleState::ALL.iter().map(|&state| (state.to_string(), states::module(state))).collect();
        let bar = (!is_none || !wish.is_plain())
            .then(|| view! { {toolbar()} {filters(&wish, (words.status, all), words.count(found.total))} });
        let note = (!is_none).then(|| view! { <p class="muted">{words.suspend_means}</p> });
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {bar}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, found.total)}
            {note}
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn toolbar() -> AnyView {
    let words = &texts().modules;
    Toolbar::new(MODULES)
        .add(texts().forms.add)
        .open("", words.edit)
        .open("parameters", words.parameters)
        .act(CheckModule::PATH, words.check, "")
        .divider()
        .act(SuspendModule::PATH, words.suspend, "active")
        .act(ResumeModule::PATH, words.resume, "suspended")
        .divider()
        .open("history", words.history)
        .delete(words.delete)
        .view()
}

fn table(wish: &Wish, rows: Vec<ModuleRow>) -> AnyView {
    let words = &texts().modules;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {chooser_head()}
                    {sort_head(wish, "id", words.number)}
                    {sort_head(wish, "name", words.name)}
                    {sort_head(wish, "kind", words.kind)}
                    {sort_head(wish, "datacenter", words.datacenter)}
                    <th scope="col">{words.usage}</th>
                    <th scope="col">{words.balance}</th>
                    {sort_head(wish, "sort", words.sort)}
                    {sort_head(wish, "state", words.status)}
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(row: ModuleRow) -> AnyView {
    let words = &texts().modules;
    let class = (row.state == ModuleState::Suspended).then_some("table__row--off");
    view! {
        <tr class=class>
            {chooser(row.id, &row.name, row.state.as_str())}
            <td class="tabular" data-label=words.number>{row.id.to_string()}</td>
            <td class="table__main">
                {link(address::module(row.id), row.name.clone())}
                <small class="table__sub">{row.url.clone()}</small>
            </td>
            <td data-label=words.kind>{states::module_kind(row.kind)}</td>
            <td data-label=words.datacenter>{row.datacenter.clone()}</td>
            <td class="nowrap" data-label=words.usage>{words.services(row.usage)}</td>
            <td data-label=words.balance><div>{state::balance(&row, "")}</div></td>
            <td class="tabular" data-label=words.sort>{row.sort}</td>
            <td data-label=words.status>
                <div>{state::badge(&row)} {connection::line(row.last_check.as_ref())} {state::switches(&row, "")}</div>
            </td>
        </tr>
    }
    .into_any()
}
