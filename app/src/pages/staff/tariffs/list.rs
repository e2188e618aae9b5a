//! `/staff/products/tariff-plans`: every tariff plan, searched, filtered, sorted and paged in the address.

use engine::reads::{TariffLine, TariffsSort, TariffsWanted};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::badge::{Tone, badge};
use crate::components::empty::empty;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, filters, pages, sort_head};
use crate::components::menu::Place;
use crate::components::toolbar::{Toolbar, chooser, chooser_head};
use crate::failure::Failure;
use crate::functions::{DisableTariff, EnableTariff, ImportPanels};
use crate::pages::address::{TARIFFS, tariff};
use crate::texts::{money, per_period, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;
/// Where a plan is added.
const ADD: &str = "/staff/products/tariff-plans/add";
/// The words of the filter in the address.
const ENABLED: &str = "enabled";
const DISABLED: &str = "disabled";

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Tariffs, async move |caller| {
        let words = &texts().tariffs;
        let (column, from_end) = wish.column();
        let sort = TariffsSort::ALL.iter().copied().find(|sort| sort.as_str() == column);
        let wanted = TariffsWanted {
            search: &wish.search,
            enabled: match wish.state.as_str() {
                ENABLED => Some(true),
                DISABLED => Some(false),
                _ => None,
            },
            sort: sort.unwrap_or(TariffsSort::Sort),
            descending: from_end,
            limit: PER_PAGE,
            offset: wish.offset(PER_PAGE),
        };
        let found = engine::reads::tariffs(&visitor::engine()?, caller, &wanted).await?;
        let total = i64::try_from(found.total).unwrap_or(i64::MAX);
        let states = vec![(ENABLED.to_owned(), words.enabled), (DISABLED.to_owned(), words.disabled)];
        let list = if found.lines.is_empty() { nothing(&wish) } else { table(&wish, found.lines) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {toolbar()}
            {filters(&wish, (words.state, states), words.count(total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn toolbar() -> AnyView {
    let words = &texts().tariffs;
    Toolbar::new(TARIFFS)
        .add(texts().forms.add)
        .open("", words.edit)
        .open("copy", words.copy)
        .open("options", words.options)
        .act(ImportPanels::PATH, words.import, "panels")
        .divider()
        .act(EnableTariff::PATH, words.enable, DISABLED)
        .act(DisableTariff::PATH, words.disable, ENABLED)
        .divider()
        .open("history", words.history)
        .delete(words.delete)
        .view()
}

fn nothing(wish: &Wish) -> AnyView {
    let words = &texts().tariffs;
    if wish.is_plain() {
        empty(Icon::Tariff, words.none_yet, words.none_yet_text, Some((ADD, texts().forms.add)))
    } else {
        empty(Icon::Tariff, words.list_empty, words.list_empty_text, None)
    }
}

fn table(wish: &Wish, lines: Vec<TariffLine>) -> AnyView {
    let words = &texts().tariffs;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {chooser_head()}
                    {sort_head(wish, "id", words.id)}
                    {sort_head(wish, "name", words.name)}
                    <th scope="col">{words.kind}</th>
                    {sort_head(wish, "provider", words.provider)}
                    <th scope="col">{words.modules}</th>
                    {sort_head(wish, "cost", words.cost)}
                    {sort_head(wish, "sort", words.sort)}
                    {sort_head(wish, "state", words.state)}
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: TariffLine) -> AnyView {
    let words = &texts().tariffs;
    let (class, fits) = match (line.enabled, line.has_panels) {
        (true, true) => ("", "enabled panels"),
        (true, false) => ("", ENABLED),
        (false, true) => ("table__row--off", "disabled panels"),
        (false, false) => ("table__row--off", DISABLED),
    };
    let modules = if line.modules.is_empty() { texts().general.none.to_owned() } else { line.modules };
    let cost = match line.cost {
        Some(price) => view! {
            <div>
                <span class="money">{money(price.cost)}</span>
                <small class="table__sub">{per_period(price.period)}</small>
            </div>
        }
        .into_any(),
        None => view! { <span class="muted">{words.not_sold}</span> }.into_any(),
    };
    view! {
        <tr class=class>
            {chooser(line.id, &line.name, fits)}
            <td class="tabular" data-label=words.id>{line.id.to_string()}</td>
            <td class="table__main"><a href=tariff(line.id)>{line.name}</a></td>
            <td data-label=words.kind>{words.kind_vps}</td>
            <td data-label=words.provider>{line.provider}</td>
            <td data-label=words.modules>{modules}</td>
            <td data-label=words.cost>{cost}</td>
            <td class="tabular" data-label=words.sort>{line.sort}</td>
            <td data-label=words.state>{state(line.enabled)}</td>
        </tr>
    }
    .into_any()
}

/// The badge of a plan's state.
pub(super) fn state(enabled: bool) -> AnyView {
    let words = &texts().tariffs;
    if enabled { badge(Tone::Ok, words.enabled) } else { badge(Tone::Idle, words.disabled) }
}
