//! `/staff/tasks`: what waits for a person, who has it, and the next step.

use domain::{OperationState, UserId};
use engine::Caller;
use engine::reads::{Held, NeedsPerson, Task, TaskList, TasksPage, TasksWanted};
use leptos::{prelude::*, server_fn::ServerFn};

use super::operations::list::kinds;
use crate::components::empty::empty;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::icon::Icon;
use crate::components::listing::{Filter, Wish, filters_of, pages};
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::TakeTask;
use crate::texts::{dates, notes, reasons, states, texts, work};
use crate::visitor;

const PER_PAGE: u32 = 50;
/// Ages that can be asked for: the word in the address, and hours.
const AGES: [(&str, i64); 3] = [("hour", 1), ("day", 24), ("week", 7 * 24)];

/// The list.
pub(in crate::pages) fn page() -> AnyView {
    let wish = Wish::with_filters(&["kind", "module", "reason", "age", "holder"]);
    staff_page(Place::Tasks, async move |caller| {
        let words = &texts().operations;
        let engine = visitor::engine()?;
        let found = engine::reads::tasks(&engine, caller, &wanted(&wish, caller)).await?;
        let also = also(engine::reads::needs_person(&engine, caller).await?);
        let filters = filters(&wish, &found);
        let total = found.total;
        let list = if !found.tasks.is_empty() {
            table(found.tasks, caller, found.now_ms)
        } else if wish.is_plain() && also.is_some() {
            empty(Icon::Task, texts().work.tasks_none, words.tasks_empty_text, None)
        } else if wish.is_plain() {
            empty(Icon::Task, words.tasks_empty, words.tasks_empty_text, None)
        } else {
            empty(Icon::Task, texts().work.tasks_no_match, words.empty_text, None)
        };
        let content = view! {
            {Header::new(words.tasks).lead(words.tasks_lead).view()}
            {also}
            {filters_of(&wish, filters, texts().work.tasks_count(total))}
            <div class="table-wrap">{list}</div>
            {pages(&wish, PER_PAGE, total)}
        };
        Ok::<_, Failure>(Page::new(words.tasks, content).wide())
    })
}

/// What the count in the menu has beside tasks.
fn also(needs: NeedsPerson) -> Option<AnyView> {
    let words = &texts().work;
    let gaps = (needs.gaps > 0).then(|| ("/staff/coverage?state=gaps", words.also_gaps(needs.gaps)));
    let charges = (needs.charges > 0)
        .then(|| ("/staff/purchases?state=unexplained", words.also_charges(needs.charges)));
    let links: Vec<AnyView> = gaps
        .into_iter()
        .chain(charges)
        .map(|(href, said)| view! { <li><a href=href>{said}</a></li> }.into_any())
        .collect();
    (!links.is_empty()).then(|| {
        view! { <div class="note note--warn" id="also"><p>{words.also}</p> <ul>{links}</ul></div> }.into_any()
    })
}

fn wanted(wish: &Wish, caller: Caller) -> TasksWanted<'_> {
    let age = wish.filter("age");
    let held = match wish.filter("holder") {
        "me" => caller.user().map(Held::By),
        "nobody" => Some(Held::Nobody),
        _ => None,
    };
    let list = TaskList {
        search: &wish.search,
        kind: wish.filter("kind").parse().ok(),
        module: wish.filter("module").parse().ok(),
        reason: wish.filter("reason"),
        before_ms: None,
        held,
        limit: PER_PAGE.into(),
        offset: i64::try_from(wish.offset(PER_PAGE)).unwrap_or(i64::MAX),
    };
    TasksWanted { list, hours: AGES.iter().find(|(name, _)| *name == age).map(|(_, hours)| *hours) }
}

fn filters(wish: &Wish, found: &TasksPage) -> Vec<Filter> {
    let words = &texts().work;
    let pair = |value: &str, word: &str| (value.to_owned(), word.to_owned());
    let mut kinds_of_reasons: Vec<(String, String)> =
        found.reasons.iter().map(|reason| (reason.kind.clone(), reasons::reason(&reason.kind))).collect();
    let asked = wish.filter("reason");
    if !asked.is_empty() && !kinds_of_reasons.iter().any(|(kind, _)| kind == asked) {
        kinds_of_reasons.push((asked.to_owned(), reasons::reason(asked)));
    }
    vec![
        ("reason", words.reason, kinds_of_reasons),
        ("kind", words.kind, kinds()),
        (
            "module",
            words.module,
            found.modules.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
        ),
        (
            "age",
            words.age,
            vec![pair("hour", words.age_hour), pair("day", words.age_day), pair("week", words.age_week)],
        ),
        ("holder", words.holder, vec![pair("me", words.holder_me), pair("nobody", words.holder_nobody)]),
    ]
}

/// Tasks with their reasons, each leading to its operation.
pub(super) fn table(tasks: Vec<Task>, caller: Caller, now_ms: i64) -> AnyView {
    let words = &texts().operations;
    let more = &texts().work;
    view! {
        <table class="table">
            <caption class="visually-hidden">{words.tasks}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.task_reason}</th>
                    <th scope="col">{words.service}</th>
                    <th scope="col">{words.what}</th>
                    <th scope="col">{more.age}</th>
                    <th scope="col">{more.holder}</th>
                    <th scope="col">{more.next}</th>
                </tr>
            </thead>
            <tbody>{tasks.into_iter().map(|task| row(task, caller, now_ms)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(task: Task, caller: Caller, now_ms: i64) -> AnyView {
    let words = &texts().operations;
    let more = &texts().work;
    let operation = format!("/staff/operations/{}", task.operation_id);
    let next = match task.state {
        OperationState::Unknown => more.next_decide,
        OperationState::Failed => more.next_failed,
        _ => more.next_waiting,
    };
    let about = words.name(states::operation_kind(task.kind), task.operation_id);
    let about = task.module.iter().fold(about, |about, module| format!("{about} · {module}"));
    let note = task.last_note.clone().map(|note| {
        view! { <small class="table__sub handover">{more.note_label} ": " {note}</small> }
    });
    let age = work::age(now_ms - task.created_at_ms);
    view! {
        <tr class="table__row--warn">
            <td class="table__main">
                <div>
                    <a href=operation.clone()>{notes::for_staff(&task.reason)}</a>
                    {note}
                </div>
            </td>
            <td data-label=words.service>
                <a href=format!("/staff/services/{}", task.service_id)>{task.host_name.clone()}</a>
            </td>
            <td data-label=words.what>{about}</td>
            <td class="nowrap" data-label=more.age>
                <time datetime=dates::machine(task.created_at_ms) title=dates::moment(task.created_at_ms)>{age}</time>
            </td>
            <td data-label=more.holder>{holder(&task, caller.user())}</td>
            <td data-label=more.next><a class="nowrap" href=operation>{next}</a></td>
        </tr>
    }
    .into_any()
}

/// Who is on it, and the button that changes this.
fn holder(task: &Task, me: Option<UserId>) -> AnyView {
    let words = &texts().work;
    let (who, decision, button) = match &task.holder {
        None => (words.nobody.to_owned(), "take", words.take),
        Some((id, name, since)) => {
            let who = words.has_since(name, dates::moment(*since));
            if Some(*id) == me { (who, "hand_back", words.hand_back) } else { (who, "take", words.take_over) }
        }
    };
    view! {
        <form method="post" action=TakeTask::PATH>
            <input type="hidden" name="task" value=task.id.to_string()/>
            <input type="hidden" name="decision" value=decision/>
            {who} " " <button type="submit" class="button button--small">{button}</button>
        </form>
    }
    .into_any()
}
