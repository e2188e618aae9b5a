//! `/staff/purchases`: every charge at the license servers with its cause, what nothing explains on top.

pub(in crate::pages) mod acknowledge;
mod circle;

use domain::ChargeState;
use engine::reads::{ChargeLine, ChargesPage, ChargesSort, ChargesWanted};
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::facts::{day, link, mono};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, pages, search_within, sort_head};
use crate::components::menu::Place;
use crate::components::states as badges;
use crate::failure::Failure;
use crate::texts::{charges, money, period_name, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Purchases, async move |caller| {
        let words = &texts().charges;
        let (column, from_end) = wish.column();
        // Without a wish the latest stand first.
        let sort = ChargesSort::ALL.iter().copied().find(|sort| sort.as_str() == column);
        let state = wish.state.parse().ok();
        let wanted = ChargesWanted {
            search: &wish.search,
            state,
            sort: sort.unwrap_or_default(),
            descending: sort.is_none() || from_end,
            limit: PER_PAGE.into(),
            offset: i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX),
        };
        let found = engine::reads::charges(&visitor::engine()?, caller, &wanted).await?;
        let (tabs, total) = (tabs(&wish, &found, state), found.total);
        let circle = circle::circle(found.sums);
        let list = if found.lines.is_empty() { nothing(&wish) } else { table(&wish, found.lines) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {tabs}
            {search_within(&wish, words.count(total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, total)}
            {circle}
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn nothing(wish: &Wish) -> AnyView {
    let words = &texts().charges;
    if wish.is_plain() {
        empty(Icon::Wallet, words.none_yet, words.none_yet_text, None)
    } else {
        empty(Icon::Wallet, words.empty, words.empty_text, None)
    }
}

/// The states, each with what the search finds in it.
fn tabs(wish: &Wish, found: &ChargesPage, here: Option<ChargeState>) -> AnyView {
    let count =
        |state| found.counts.iter().find(|(counted, _)| *counted == state).map_or(0, |(_, count)| *count);
    let tab = |href: String, current: bool, word: &'static str, count: i64| {
        let current = current.then_some("page");
        let count = (count > 0).then(|| view! { " " <span class="count">{count}</span> });
        view! { <a class="tabs__link" href=href aria-current=current>{word}{count}</a> }
    };
    let all = found.counts.iter().map(|(_, count)| count).sum();
    let states = ChargeState::ALL
        .iter()
        .map(|&state| {
            tab(wish.in_state(state.as_str()), here == Some(state), charges::state(state), count(state))
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=texts().charges.state>
            {tab(wish.in_state(""), here.is_none(), texts().general.all, all)}
            {states}
        </nav>
    }
    .into_any()
}

fn table(wish: &Wish, lines: Vec<ChargeLine>) -> AnyView {
    let words = &texts().charges;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.what}</th>
                    {sort_head(wish, "day", words.day)}
                    {sort_head(wish, "cost", words.cost)}
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.license}</th>
                    <th scope="col">{words.service}</th>
                    <th scope="col">{words.cause}</th>
                    {sort_head(wish, "server", words.server)}
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: ChargeLine) -> AnyView {
    let words = &texts().charges;
    let class = match line.state {
        ChargeState::Unexplained => "table__row--danger",
        ChargeState::Open | ChargeState::Undecided => "table__row--warn",
        ChargeState::Expected | ChargeState::Acknowledged | ChargeState::Explained => "",
    };
    let bought = line.plan.as_ref().zip(line.period);
    let bought = bought.map(|(plan, period)| {
        view! { <small class="table__sub">{mono(plan)} " · " {period_name(period)}</small> }
    });
    let notes = charges::notes(&line);
    let notes =
        notes.into_iter().map(|note| view! { <small class="table__sub">{note}</small> }).collect_view();
    let on = line.day.map_or_else(|| words.day_unknown.into_any(), day);
    let cause = line
        .operation
        .map(|id| link(format!("/staff/operations/{id}"), words.operation(id)))
        .unwrap_or_else(|| no_cause(&line));
    let service =
        line.service.clone().map(|(id, name)| link(format!("/staff/services/{id}"), name.to_string()));
    let server =
        link(format!("/staff/integration/processing-modules/{}", line.module.0), line.module.1.clone());
    view! {
        <tr class=class>
            <td class="table__main"><div>{charges::kind(line.kind)} {bought} {notes}</div></td>
            <td data-label=words.day>{on}</td>
            <td class="numeric" data-label=words.cost>{cost(&line)}</td>
            <td data-label=words.state>{badges::charge(line.state)}</td>
            <td data-label=words.license>{license(&line)}</td>
            <td data-label=words.service>{service}</td>
            <td data-label=words.cause>{cause}</td>
            <td data-label=words.server>{server}</td>
        </tr>
    }
    .into_any()
}

/// Nothing here: somebody has to look into it, and says so.
fn no_cause(line: &ChargeLine) -> AnyView {
    let words = &texts().charges;
    let look = line.charge.map(|id| {
        view! { <small class="table__sub"><a href=format!("/staff/purchases/{id}/acknowledge")>{words.acknowledge}</a></small> }
    });
    view! { <div>{words.no_cause} {look}</div> }.into_any()
}

fn license(line: &ChargeLine) -> AnyView {
    let words = &texts().charges;
    let there = line.remote_id.as_ref().map(|id| words.remote(id));
    match (line.license.clone(), there) {
        (Some((id, name)), there) => {
            let there = there.map(|there| view! { <small class="table__sub">{there}</small> });
            view! { <div><a href=format!("/staff/licenses/{id}")>{name}</a> {there}</div> }.into_any()
        }
        (None, Some(there)) => there.into_any(),
        (None, None) => words.no_license.into_any(),
    }
}

/// What was taken, or what the price list says while that is not seen.
pub(in crate::pages::staff) fn cost(line: &ChargeLine) -> AnyView {
    let Some(amount) = line.amount else { return texts().general.none.into_any() };
    let expected = line.is_expected.then_some(texts().charges.cost_expected);
    let expected = expected.map(|word| view! { <small class="table__sub">{word}</small> });
    view! { <div><span class="money">{money(amount)}</span> {expected}</div> }.into_any()
}
