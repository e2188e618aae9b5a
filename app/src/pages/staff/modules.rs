//! `/staff/integration/processing-modules`: the remote systems and what they last said.

use domain::ModuleKind;
use engine::reads::ModuleRow;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::empty::empty;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::menu::Place;
use crate::components::states as badges;
use crate::failure::Failure;
use crate::functions::RefreshModule;
use crate::texts::{dates, money, states, texts};
use crate::visitor;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    staff_page(Place::Modules, async move |caller| {
        let words = &texts().modules;
        let rows = engine::reads::processing_modules(&visitor::engine()?, caller).await?;
        let list = if rows.is_empty() {
            empty(Icon::Module, words.empty, words.empty_text, None)
        } else {
            table(rows)
        };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            <div class="table-wrap">{list}</div>
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn table(rows: Vec<ModuleRow>) -> AnyView {
    let words = &texts().modules;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.number}</th>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.kind}</th>
                    <th scope="col">{words.datacenter}</th>
                    <th scope="col">{words.usage}</th>
                    <th scope="col">{words.balance}</th>
                    <th scope="col" class="numeric">{words.sort}</th>
                    <th scope="col">{words.status}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(row: ModuleRow) -> AnyView {
    let words = &texts().modules;
    let balance = match row.kind {
        ModuleKind::Billmanager => balance(&row),
        ModuleKind::Vmmanager6 => view! { <span class="muted">{words.no_balance}</span> }.into_any(),
    };
    view! {
        <tr>
            <td class="tabular" data-label=words.number>{row.id.to_string()}</td>
            <td class="table__main">
                <span>{row.name}</span>
                <small class="table__sub">{row.url}</small>
            </td>
            <td data-label=words.kind>{states::module_kind(row.kind)}</td>
            <td data-label=words.datacenter>{row.datacenter}</td>
            <td data-label=words.usage>{words.services(row.usage)}</td>
            <td data-label=words.balance><div>{balance}</div></td>
            <td class="numeric" data-label=words.sort>{row.sort}</td>
            <td data-label=words.status>{badges::module(row.state)}</td>
        </tr>
    }
    .into_any()
}

/// The saved balance with its age, and the button that reads it again.
fn balance(row: &ModuleRow) -> AnyView {
    let words = &texts().modules;
    let general = &texts().general;
    let amounts = row.balance.as_ref().map(|(saved, _)| {
        saved.amounts.iter().map(|&amount| view! { <div class="money">{money(amount)}</div> }).collect_view()
    });
    let age = match &row.balance {
        Some((_, at_ms)) => general.as_of(dates::moment(*at_ms)),
        None => general.not_read_yet.to_owned(),
    };
    let failed = row.balance_error.as_ref().map(|(error, at_ms)| {
        view! { <small class="table__sub">{words.read_failed(dates::moment(*at_ms), error)}</small> }
    });
    view! {
        {amounts}
        <form class="saved-copy" method="post" action=RefreshModule::PATH>
            <input type="hidden" name="module" value=row.id.to_string()/>
            {age} " · " <button type="submit" class="link-button">{general.refresh}</button>
        </form>
        {failed}
    }
    .into_any()
}
