//! What just happened, and what is wrong with a form.

use leptos::prelude::*;

use crate::flash::{Notice, Refused};
use crate::texts::texts;

/// The notice left by the last answer.
pub(crate) fn notice(notice: Option<Notice>) -> AnyView {
    match notice {
        Some(Notice { good: true, text }) => {
            view! { <p class="flash flash--ok" role="status">{text}</p> }.into_any()
        }
        Some(Notice { good: false, text }) => {
            view! { <p class="flash flash--danger" role="alert">{text}</p> }.into_any()
        }
        None => ().into_any(),
    }
}

/// The summary over a refused form: what is wrong, with links to the fields. `labels` gives the fields their names.
pub(crate) fn refusal(refused: &Refused, labels: &[(&str, &'static str)]) -> AnyView {
    refusal_of(refused, &owned(labels))
}

/// Labels as text of their own.
pub(crate) fn owned(labels: &[(&str, &'static str)]) -> Vec<(String, String)> {
    labels.iter().map(|(name, label)| ((*name).to_owned(), (*label).to_owned())).collect()
}

/// The same for a form whose fields come from what is stored: their labels are made with them.
pub(crate) fn refusal_of(refused: &Refused, labels: &[(String, String)]) -> AnyView {
    if refused.is_empty() {
        return ().into_any();
    }
    let title = if refused.about.is_empty() {
        texts().general.check_fields(refused.problems.len())
    } else {
        refused.about.clone()
    };
    let fields = labels
        .iter()
        .filter_map(|(name, label)| {
            refused.problem(name).map(|problem| (format!("#{name}"), label.clone(), problem))
        })
        .map(|(href, label, problem)| view! { <li><a href=href>{label}</a>": " {problem}</li> })
        .collect::<Vec<_>>();
    let list = (!fields.is_empty()).then(|| view! { <ul>{fields}</ul> });
    view! {
        <div class="flash flash--danger" role="alert">
            <strong class="flash__title">{title}</strong>
            {list}
        </div>
    }
    .into_any()
}
