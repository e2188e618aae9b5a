//! `/staff/operations/retry`: what letting many operations go on would do, before it is done.

use std::collections::BTreeMap;

use engine::reads::RetryPreview;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use super::meant::Meant;
use crate::components::confirm::Confirm;
use crate::components::form::one_time_key;
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::failure::Failure;
use crate::functions::RetryOperations;
use crate::texts::{states, texts, work};
use crate::visitor;

/// The confirmation.
pub(in crate::pages) fn page() -> AnyView {
    let fields: BTreeMap<String, String> =
        use_query_map().get_untracked().into_iter().map(|(name, value)| (name.into_owned(), value)).collect();
    staff_page(Place::Operations, async move |caller| {
        let words = &texts().work;
        let meant = Meant::read(&fields).ok_or(Failure::NotFound)?;
        let preview = engine::reads::retry_preview(&visitor::engine()?, caller, meant.which()).await?;
        let content = view! {
            {Header::new(words.retry_title).under(texts().operations.title, meant.list()).lead(words.retry_lead).view()}
            {confirm(&meant, &preview)}
        };
        Ok::<_, Failure>(Page::new(words.retry_title, content).narrow())
    })
}

fn confirm(meant: &Meant, preview: &RetryPreview) -> AnyView {
    let words = &texts().work;
    let total = preview.total();
    let mut effects: Vec<String> = preview
        .go_on
        .iter()
        .map(|(kind, count)| words.retry_of(count, states::operation_kind(*kind)))
        .collect();
    effects.extend(
        preview
            .left
            .iter()
            .map(|(why, count)| format!("{}: {}", words.retry_left, words.left(count, work::left(*why)))),
    );
    if total > 0 {
        effects.push(words.retry_cost.to_owned());
    }
    if meant.is_nothing() {
        effects.push(words.retry_none_chosen.to_owned());
    }
    let title = if total > 0 { words.retry_ask(total) } else { words.retry_nothing.to_owned() };
    let send = (total > 0).then(|| {
        view! { <button type="submit" class="button button--primary">{words.retry_button(total)}</button> }
    });
    let form = view! {
        <form class="actions" method="post" action=RetryOperations::PATH>
            {one_time_key()} {meant.hidden_whole()} {send}
            <a class="button button--quiet" href=meant.list()>{words.retry_back}</a>
        </form>
    };
    Confirm { id: "retry-several", dangerous: false, title, effects, cost: None }.around(form)
}
