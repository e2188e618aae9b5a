//! The history of a catalogue object: who, when, old → new.

use domain::catalogue::FieldChange;
use engine::reads::Change;
use leptos::prelude::*;

use super::empty::empty;
use super::facts::moment;
use super::icon::Icon;
use crate::texts::{changes, texts};

/// A table of changes, newest first. `beside` puts something behind a change: a way to take it back.
pub(crate) fn change_list(rows: Vec<Change>, beside: impl Fn(&Change) -> Option<AnyView>) -> AnyView {
    let words = &texts().changes;
    if rows.is_empty() {
        return view! {
            <div class="table-wrap">{empty(Icon::Task, words.empty, words.empty_text, None)}</div>
        }
        .into_any();
    }
    let rows = rows
        .into_iter()
        .map(|change| {
            let beside = beside(&change);
            row(change, beside)
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <caption class="visually-hidden">{words.title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.when}</th>
                        <th scope="col">{words.who}</th>
                        <th scope="col">{words.what}</th>
                        <th scope="col">{words.changed}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(change: Change, beside: Option<AnyView>) -> AnyView {
    let words = &texts().changes;
    let who = change.actor.unwrap_or_else(|| words.operator.to_owned());
    let fields = change.fields.into_iter().map(field).collect_view();
    view! {
        <tr>
            <td data-label=words.when>{moment(change.at_ms)}</td>
            <td data-label=words.who>{who}</td>
            <td class="table__main">
                <span>{changes::verb(change.verb)}</span>
                <small class="table__sub">{changes::object(change.object.0)} " " {change.name}</small>
            </td>
            <td data-label=words.changed><ul class="changes">{fields}</ul> {beside}</td>
        </tr>
    }
    .into_any()
}

fn field(change: FieldChange) -> AnyView {
    let side = |value: Option<String>| match value {
        Some(text) if text.is_empty() => {
            view! { <span class="muted">{texts().changes.empty_value}</span> }.into_any()
        }
        Some(text) => view! { <span>{text}</span> }.into_any(),
        None => view! { <span class="muted">{texts().general.none}</span> }.into_any(),
    };
    view! {
        <li>
            <span class="changes__field">{changes::field(&change.field)}</span> ": " {side(change.old)} " → "
            {side(change.new)}
        </li>
    }
    .into_any()
}
