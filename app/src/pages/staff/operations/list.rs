//! `/staff/operations`: by state, the newest first; several can go on together.

use domain::{OperationKind, OperationState};
use engine::reads::{OperationLine, OperationsPage, OperationsWanted};
use leptos::prelude::*;

use super::meant::{FILTERS, Meant};
use crate::components::empty::empty;
use crate::components::facts::moment;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Filter, Wish, filters_of, pages};
use crate::components::menu::Place;
use crate::components::states as badges;
use crate::failure::Failure;
use crate::islands::RowKeys;
use crate::texts::{notes, reasons, states, steps::step_name, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;
/// The form that the rows' boxes belong to; a click in a row chooses it, as in every list with a toolbar.
const FORM: &str = "list-actions";

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::with_filters(&FILTERS);
    staff_page(Place::Operations, async move |caller| {
        let words = &texts().operations;
        let meant = Meant::of(&wish);
        let wanted = OperationsWanted {
            filter: meant.filter(),
            limit: PER_PAGE.into(),
            offset: i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX),
        };
        let engine = visitor::engine()?;
        let found = engine::reads::operations(&engine, caller, &wanted).await?;
        let preview = engine::reads::retry_preview(&engine, caller, meant.which()).await?;
        let tabs = tabs(&wish, &found, wanted.filter.state);
        let total = found.total;
        let filters = filters(&found);
        let tools = (preview.total() > 0).then(|| toolbar(&meant, preview.total()));
        let can_choose = tools.is_some();
        let list = if found.lines.is_empty() { nothing(&wish) } else { table(found.lines, can_choose) };
        let content = view! {
            {Header::new(words.title).lead(words.lead).view()}
            {tabs}
            {filters_of(&wish, filters, words.count(total))}
            {tools}
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

/// What the list can be filtered by, beside its tabs.
fn filters(found: &OperationsPage) -> Vec<Filter> {
    let words = &texts().work;
    vec![
        ("kind", words.kind, kinds()),
        (
            "module",
            words.module,
            found.modules.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
        ),
        (
            "reason",
            words.reason,
            found.reasons.iter().map(|kind| (kind.clone(), reasons::reason(kind))).collect(),
        ),
    ]
}

/// Everything that an operation may do.
pub(in crate::pages::staff) fn kinds() -> Vec<(String, String)> {
    let one = |kind: &OperationKind| (kind.as_str().to_owned(), states::operation_kind(*kind).to_owned());
    OperationKind::ALL.iter().map(one).collect()
}

/// Leads to the page that says what would happen, for the chosen rows or for all that match.
fn toolbar(meant: &Meant, matching: i64) -> AnyView {
    let words = &texts().work;
    view! {
        <form class="toolbar" id=FORM method="get" action="/staff/operations/retry" aria-label=words.toolbar>
            {meant.hidden()}
            <button type="submit" class="button" name="which" value="chosen">{words.chosen_button}</button>
            <button type="submit" class="button" name="which" value="matching">{words.matching_button(matching)}</button>
        </form>
        <RowKeys/>
    }
    .into_any()
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

/// Operations, each with its step and what it has to say; with boxes where several can be chosen.
pub(in crate::pages::staff) fn table(lines: Vec<OperationLine>, can_choose: bool) -> AnyView {
    let words = &texts().operations;
    let head = can_choose.then(|| {
        view! {
            <th scope="col" class="table__select"><span class="visually-hidden">{texts().forms.choose}</span></th>
        }
    });
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.title}</caption>
            <thead>
                <tr>
                    {head}
                    <th scope="col">{words.what}</th>
                    <th scope="col">{words.service}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.step}</th>
                    <th scope="col">{words.since}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(|line| row(line, can_choose)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: OperationLine, can_choose: bool) -> AnyView {
    let words = &texts().operations;
    let class = match line.state {
        OperationState::Failed => "table__row--danger",
        OperationState::Unknown => "table__row--warn",
        _ => "",
    };
    let name = words.name(states::operation_kind(line.kind), line.id);
    let chooser = can_choose.then(|| {
        let label = texts().work.choose(&name);
        view! {
            <td class="table__select">
                <input type="checkbox" name=format!("row_{}", line.id) form=FORM aria-label=label/>
            </td>
        }
    });
    let note = line
        .note
        .as_ref()
        .filter(|_| line.state != OperationState::Done)
        .map(|note| view! { <small class="table__sub">{notes::for_staff(note)}</small> });
    let step = (line.state != OperationState::Done).then(|| step_name(&line.step));
    let said = (step.is_some() || note.is_some()).then(|| view! { <div>{step} {note}</div> });
    let module = line.module.map(|(_, name)| view! { <small class="table__sub">{name}</small> });
    let left = (line.handover_notes > 0).then(|| {
        let href = format!("/staff/operations/{}#notes", line.id);
        view! { <small class="table__sub"><a href=href>{texts().work.note_mark(line.handover_notes)}</a></small> }
    });
    view! {
        <tr class=class>
            {chooser}
            <td class="table__main">
                <a href=format!("/staff/operations/{}", line.id)>{name}</a>
                {left}
            </td>
            <td data-label=words.service>
                <div><a href=format!("/staff/services/{}", line.service_id)>{line.host_name}</a> {module}</div>
            </td>
            <td data-label=words.state>{badges::operation(line.state)}</td>
            <td data-label=words.step>{said}</td>
            <td data-label=words.since>{moment(line.created_at_ms)}</td>
        </tr>
    }
    .into_any()
}
