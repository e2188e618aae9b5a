//! `/staff`: what needs a person now, and how things stand.

use domain::OperationState;
use engine::reads::{self, OperationsWanted, TaskList, TaskReason, TasksWanted};
use leptos::prelude::*;

use super::{operations, tasks};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::tiles::{Tile, tiles};
use crate::failure::Failure;
use crate::texts::{reasons, texts, work};
use crate::visitor;

const TASKS: i64 = 5;
const LATEST: i64 = 8;

/// The dashboard.
pub(in crate::pages) fn page() -> AnyView {
    staff_page(Place::Dashboard, async move |caller| {
        let words = &texts().operations;
        let engine = visitor::engine()?;
        let list = TaskList { limit: TASKS, ..TaskList::default() };
        let waiting = reads::tasks(&engine, caller, &TasksWanted { list, hours: None }).await?;
        let needed = reads::needs_person(&engine, caller).await?;
        let pool = reads::pool(&engine, caller).await?;
        let newest = OperationsWanted { limit: LATEST, ..OperationsWanted::default() };
        let latest = reads::operations(&engine, caller, &newest).await?;
        let count = |states: &[OperationState]| -> i64 {
            latest.counts.iter().filter(|(state, _)| states.contains(state)).map(|(_, count)| count).sum()
        };
        let under_way = count(&[OperationState::Ready, OperationState::Running]);
        let look = if needed.work > 0 { words.looks_needed } else { words.nothing_waits };
        let numbers = tiles(vec![
            Tile::new(words.tasks_tile, needed.work).note(look).to("/staff/tasks").warn_if(needed.work > 0),
            Tile::new(words.open_tile, under_way).to("/staff/operations"),
            Tile::new(words.pool_tile, pool.rows.len())
                .note(words.pool_note(pool.eligible))
                .to("/staff/pool"),
            missing_licenses(needed.gaps),
            unexplained(needed.charges),
        ]);
        let needs = (!waiting.tasks.is_empty()).then(|| {
            section(
                words.needs_person,
                ("/staff/tasks", words.all_tasks),
                by_reason(&waiting.reasons, waiting.now_ms),
            )
        });
        let oldest = (!waiting.tasks.is_empty()).then(|| {
            let table = tasks::table(waiting.tasks, caller, waiting.now_ms);
            section(words.tasks, ("/staff/tasks", words.all_tasks), table)
        });
        let recent = if latest.lines.is_empty() {
            view! { <p class="muted">{words.none_yet_text}</p> }.into_any()
        } else {
            operations::list::table(latest.lines, false)
        };
        let content = view! {
            {Header::new(words.dashboard).view()}
            <div class="stack">
                {numbers}
                {needs}
                {oldest}
                {section(words.recent, ("/staff/operations", words.all_operations), recent)}
            </div>
        };
        Ok::<_, Failure>(Page::new(words.dashboard, content).wide())
    })
}

/// Gaps that open soon and that nobody works on.
fn missing_licenses(alerts: i64) -> Tile {
    let words = &texts().coverage;
    let note = if alerts > 0 { words.tile_note } else { words.tile_none };
    Tile::new(words.tile, alerts).note(note).to("/staff/coverage?state=gaps").warn_if(alerts > 0)
}

/// Charges that nobody has looked into.
fn unexplained(charges: i64) -> Tile {
    let words = &texts().coverage;
    let note = if charges > 0 { words.charges_note } else { words.charges_none };
    Tile::new(words.charges_tile, charges)
        .note(note)
        .to("/staff/purchases?state=unexplained")
        .warn_if(charges > 0)
}

/// What needs a person, by its reason: how much, how long, and the way to it.
fn by_reason(reasons: &[TaskReason], now_ms: i64) -> AnyView {
    let words = &texts().work;
    let rows = reasons
        .iter()
        .map(|reason| {
            let href = format!("/staff/tasks?reason={}", reason.kind);
            let oldest = work::age(now_ms - reason.oldest_ms);
            view! {
                <tr class="table__row--warn">
                    <td class="table__main"><a href=href.clone()>{reasons::reason(&reason.kind)}</a></td>
                    <td class="numeric" data-label=texts().operations.tasks>{reason.count}</td>
                    <td data-label=words.age>{words.oldest(oldest)}</td>
                    <td data-label=words.next><a href=href>{words.group_open}</a></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table">
            <caption class="visually-hidden">{texts().operations.needs_person}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.reason}</th>
                    <th scope="col" class="numeric">{texts().operations.tasks}</th>
                    <th scope="col">{words.age}</th>
                    <th scope="col">{words.next}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn section(title: &'static str, all: (&'static str, &'static str), content: AnyView) -> AnyView {
    let (href, label) = all;
    view! {
        <section class="card card--flush">
            <header class="card__header">
                <h2 class="card__title">{title}</h2>
                <a class="card__link" href=href>{label}</a>
            </header>
            <div class="table-wrap">{content}</div>
        </section>
    }
    .into_any()
}
