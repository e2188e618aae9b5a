//! What colleagues wrote on an operation for whoever looks at it next.

use engine::reads::{HandoverNote, OperationPage};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::components::form::one_time_key;
use crate::flash::Refused;
use crate::functions::LeaveNote;
use crate::texts::{dates, texts};

/// The notes, the newest first, and the form that adds one.
pub(super) fn view(page: &OperationPage, refused: &Refused) -> AnyView {
    let words = &texts().work;
    let none = page.notes.is_empty().then(|| view! { <p class="muted">{words.notes_none}</p> });
    let list = (!page.notes.is_empty()).then(|| {
        view! { <ol class="timeline">{page.notes.iter().map(one).collect_view()}</ol> }
    });
    view! {
        <section class="card" id="notes">
            <header class="card__header"><h2 class="card__title">{words.notes}</h2></header>
            <div id="live-notes" data-live="">{none} {list}</div>
            {form(page, refused)}
        </section>
    }
    .into_any()
}

fn one(note: &HandoverNote) -> AnyView {
    let words = &texts().work;
    let author = note.author.clone().unwrap_or_else(|| words.note_operator.to_owned());
    view! {
        <li class="timeline__item timeline__item--info">
            <time class="timeline__time" datetime=dates::machine(note.written_at_ms)>
                {words.note_by(author, dates::moment(note.written_at_ms))}
            </time>
            <p class="timeline__text handover">{note.words.clone()}</p>
        </li>
    }
    .into_any()
}

fn form(page: &OperationPage, refused: &Refused) -> AnyView {
    let words = &texts().work;
    let problem = refused.problem("note");
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let invalid = problem.is_some().then_some("true");
    view! {
        <form class="form" method="post" action=LeaveNote::PATH>
            {one_time_key()}
            <input type="hidden" name="operation" value=page.operation.id.to_string()/>
            <div class=class>
                <label class="field__label" for="handover">{words.note_label}</label>
                <textarea class="input" id="handover" name="note" placeholder=" " aria-invalid=invalid aria-describedby="handover-help"></textarea>
                <p class="field__help" id="handover-help">{words.note_help}</p>
                {problem.map(|problem| view! { <p class="field__error" role="alert">{problem}</p> })}
            </div>
            <div class="actions"><button type="submit" class="button">{words.note_button}</button></div>
        </form>
    }
    .into_any()
}
