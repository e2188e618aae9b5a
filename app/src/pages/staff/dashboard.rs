//! `/staff`: what needs a person now, and how things stand.

use domain::OperationState;
use engine::reads::{self, OperationsWanted};
use leptos::prelude::*;

use super::{operations, tasks};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::tiles::{Tile, tiles};
use crate::failure::Failure;
use crate::texts::texts;
use crate::visitor;

const TASKS: i64 = 5;
const LATEST: i64 = 8;

/// The dashboard.
pub(in crate::pages) fn page() -> AnyView {
    staff_page(Place::Dashboard, async move |caller| {
        let words = &texts().operations;
        let engine = visitor::engine()?;
        let waiting = reads::tasks(&engine, caller, TASKS, 0).await?;
        let pool = reads::pool(&engine, caller).await?;
        let newest = OperationsWanted { limit: LATEST, ..OperationsWanted::default() };
        let latest = reads::operations(&engine, caller, &newest).await?;
        let count = |states: &[OperationState]| -> i64 {
            latest.counts.iter().filter(|(state, _)| states.contains(state)).map(|(_, count)| count).sum()
        };
        let under_way = count(&[OperationState::Ready, OperationState::Running]);
        let look = if waiting.total > 0 { words.looks_needed } else { words.nothing_waits };
        let numbers = tiles(vec![
            Tile::new(words.tasks_tile, waiting.total)
                .note(look)
                .to("/staff/tasks")
                .warn_if(waiting.total > 0),
            Tile::new(words.open_tile, under_way).to("/staff/operations"),
            Tile::new(words.pool_tile, pool.rows.len())
                .note(words.pool_note(pool.eligible))
                .to("/staff/pool"),
        ]);
        let needs = (!waiting.tasks.is_empty()).then(|| {
            section(words.needs_person, ("/staff/tasks", words.all_tasks), tasks::table(waiting.tasks))
        });
        let recent = if latest.lines.is_empty() {
            view! { <p class="muted">{words.none_yet_text}</p> }.into_any()
        } else {
            operations::list::table(latest.lines)
        };
        let content = view! {
            {Header::new(words.dashboard).view()}
            <div class="stack">
                {numbers}
                {needs}
                {section(words.recent, ("/staff/operations", words.all_operations), recent)}
            </div>
        };
        Ok::<_, Failure>(Page::new(words.dashboard, content).wide())
    })
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
