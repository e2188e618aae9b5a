//! `/staff/operations`: by state, the newest first.

use domain::OperationState;
use engine::reads::{OperationLine, OperationsPage, OperationsWanted};
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::facts::moment;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, pages, search_within};
use crate::components::menu::Place;
use crate::components::states as badges;
use crate::failure::Failure;
use crate::texts::{notes, states, steps::step_name, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Operations, async move |caller| {
        let words = &texts().operations;
        let state = wish.state.parse().ok();
        let wanted = OperationsWanted {
            search: &wish.search,
            state,
            limit: PER_PAGE.into(),
            offset: i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX),
        };
        let found = engine::reads::operations(&visitor::engine()?, caller, &wanted).await?;
        let tabs = tabs(&wish, &found, state);
        let total = found.total;
        let list = if found.lines.is_empty() { nothing(&wish) } else { table(found.lines) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {tabs}
            {search_within(&wish, words.count(total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, total)}
        };
        Ok::<_, Failure>(Page::new(words.title, content).wide())
    })
}

fn nothing(wish: &Wish) -> AnyView {
    let words = &texts().operations;
    if wish.is_plain() {
        empty(Icon::Operation, words.none_yet, words.none_yet_text, None)
    } else {
        empty(Icon::Operation, words.empty, words.empty_text, None)
    }
}

/// The states, each with what the search finds in it.
fn tabs(wish: &Wish, found: &OperationsPage, here: Option<OperationState>) -> AnyView {
    let count =
        |state| found.counts.iter().find(|(counted, _)| *counted == state).map_or(0, |(_, count)| *count);
    let tab = |href: String, current: bool, word: &'static str, count: i64| {
        let current = current.then_some("page");
        let count = (count > 0).then(|| view! { " " <span class="count">{count}</span> });
        view! { <a class="tabs__link" href=href aria-current=current>{word}{count}</a> }
    };
    let all = found.counts.iter().map(|(_, count)| count).sum();
    let states = OperationState::ALL
        .iter()
        .map(|&state| {
            tab(wish.in_state(state.as_str()), here == Some(state), states::operation(state), count(state))
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=texts().operations.state>
            {tab(wish.in_state(""), here.is_none(), texts().general.all, all)}
            {states}
        </nav>
    }
    .into_any()
}

/// Operations, each with its step and what it has to say.
pub(in crate::pages::staff) fn table(lines: Vec<OperationLine>) -> AnyView {
    let words = &texts().operations;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.what}</th>
                    <th scope="col">{words.service}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.step}</th>
                    <th scope="col">{words.since}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: OperationLine) -> AnyView {
    let words = &texts().operations;
    let class = match line.state {
        OperationState::Failed => "table__row--danger",
        OperationState::Unknown => "table__row--warn",
        _ => "",
    };
    let note = line
        .note
        .as_ref()
        .filter(|_| line.state != OperationState::Done)
        .map(|note| view! { <small class="table__sub">{notes::for_staff(note)}</small> });
    let step = (line.state != OperationState::Done).then(|| step_name(&line.step));
    view! {
        <tr class=class>
            <td class="table__main">
                <a href=format!("/staff/operations/{}", line.id)>
                    {words.name(states::operation_kind(line.kind), line.id)}
                </a>
            </td>
            <td data-label=words.service>
                <a href=format!("/staff/services/{}", line.service_id)>{line.host_name}</a>
            </td>
            <td data-label=words.state>{badges::operation(line.state)}</td>
            <td data-label=words.step><div>{step} {note}</div></td>
            <td data-label=words.since>{moment(line.created_at_ms)}</td>
        </tr>
    }
    .into_any()
}
