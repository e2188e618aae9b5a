//! `/staff/tasks`: what waits for a person.

use engine::reads::Task;
use leptos::prelude::*;

use crate::components::empty::empty;
use crate::components::facts::moment;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Wish, pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::texts::{notes, texts};
use crate::visitor;

const PER_PAGE: u32 = 50;

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::of_address();
    staff_page(Place::Tasks, async move |caller| {
        let words = &texts().operations;
        let offset = i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX);
        let found = engine::reads::tasks(&visitor::engine()?, caller, PER_PAGE.into(), offset).await?;
        let list = if found.tasks.is_empty() {
            empty(Icon::Task, words.tasks_empty, words.tasks_empty_text, None)
        } else {
            table(found.tasks)
        };
        let content = view! {
            {Header::new(words.tasks).lead(words.tasks_lead).view()}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, found.total)}
        };
        Ok::<_, Failure>(Page::new(words.tasks, content))
    })
}

/// Tasks with their reasons, each leading to its operation.
pub(super) fn table(tasks: Vec<Task>) -> AnyView {
    let words = &texts().operations;
    let row = |task: Task| {
        view! {
            <tr class="table__row--warn">
                <td class="table__main">
                    <a href=format!("/staff/operations/{}", task.operation_id)>{notes::for_staff(&task.reason)}</a>
                </td>
                <td data-label=words.service>
                    <a href=format!("/staff/services/{}", task.service_id)>{texts().licenses.item(task.service_id)}</a>
                </td>
                <td data-label=words.task_since>{moment(task.created_at_ms)}</td>
            </tr>
        }
    };
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.tasks}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.task_reason}</th>
                    <th scope="col">{words.service}</th>
                    <th scope="col">{words.task_since}</th>
                </tr>
            </thead>
            <tbody>{tasks.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
