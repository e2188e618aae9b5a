//! `/staff/operations/{id}`: what it did, where it stands, and what there is to decide.

use domain::{OperationId, OperationKind, OperationState};
use engine::reads::OperationPage;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{decision, notes as notes_for_colleagues, plan_change, purchase, renewal, steps, undecided};
use crate::components::confirm::Confirm;
use crate::components::facts::{fact, facts_card, link, moment};
use crate::components::frame::{Page, staff_page};
use crate::components::header::Header;
use crate::components::menu::Place;
use crate::components::notice::refusal;
use crate::components::progress::keep_moving;
use crate::components::{history, states};
use crate::failure::Failure;
use crate::flash::{self, Refused};
use crate::functions::{GiveUpOperation, RetryOperation};
use crate::pages::address::{self, id_in_address};
use crate::texts::{dates, money, notes, reasons, states as state_words, steps::step_name, texts, work};
use crate::visitor;

/// The operation.
pub(in crate::pages) fn page() -> AnyView {
    let id = id_in_address::<OperationId>("id");
    staff_page(Place::Operations, async move |caller| {
        let id = id?;
        let words = &texts().operations;
        let page = engine::reads::operation(&visitor::engine()?, caller, id).await?;
        let refused = flash::take_refused("operation").await.unwrap_or_default();
        let note_refused = flash::take_refused("leave_note").await.unwrap_or_default();
        let operation = &page.operation;
        let live = (!operation.state.is_over())
            .then(|| keep_moving(operation.state, format!("/events/operations/{id}")));
        let name = words.name(state_words::operation_kind(operation.kind), id);
        let header = Header::new(name.clone())
            .under(words.title, "/staff/operations")
            .beside(states::operation(operation.state));
        let notes = notes_for_colleagues::view(&page, &note_refused);
        // Whoever comes to an operation that is over comes for what it did.
        let (before, after) =
            if operation.state.is_over() { (None, Some(notes)) } else { (Some(notes), None) };
        let content = view! {
            <div id="live-head" data-live="">{header.view()}</div>
            {refusal(&refused, &[("note", words.give_up_note)])}
            <div class="split">
                <div class="split__main stack">
                    <div class="stack" id="live-actions" data-live="">{balance(&page)} {actions(&page, &refused)}</div>
                    {before}
                    <div class="stack" id="live-main" data-live="">{steps::view(&page)} {history::for_staff(&page.events)}</div>
                    {after}
                </div>
                <aside class="split__side stack" id="live-side" data-live="">{summary(&page)} {purchase::known(&page)} {renewal::known(&page)} {plan_change::known(&page)}</aside>
            </div>
            {live}
        };
        Ok::<_, Failure>(Page::new(name, content))
    })
}

fn summary(page: &OperationPage) -> AnyView {
    let words = &texts().operations;
    let operation = &page.operation;
    let service = page.service.host_name.to_string();
    let mut facts = vec![
        fact(words.state, states::operation(operation.state)),
        fact(words.service, link(format!("/staff/services/{}", page.service.id), service)),
    ];
    if !operation.state.is_over() {
        facts.push(fact(words.step, step_name(&operation.step)));
    }
    facts.extend(operation.note.as_ref().map(|note| fact(words.note, notes::for_staff(note))));
    let last = page.steps.first().map(|run| run.outcome);
    facts.push(fact(texts().work.outcome, work::outcome(operation, last)));
    let module = page.modules.iter().find(|(id, _)| Some(*id) == operation.module_id);
    facts
        .extend(module.map(|(id, name)| fact(texts().work.module, link(address::module(*id), name.clone()))));
    facts.push(fact(words.since, moment(operation.created_at_ms)));
    facts.extend(operation.finished_at_ms.map(|ms| fact(words.ended, moment(ms))));
    facts.extend(page.license.as_ref().map(|license| {
        let name = texts().events.license(license.id);
        fact(texts().services.license, link(format!("/staff/licenses/{}", license.id), name))
    }));
    facts_card(words.known, facts)
}

/// What is on our account there, for whoever decides about money.
fn balance(page: &OperationPage) -> Option<AnyView> {
    let (balance, at_ms) = page.balance.as_ref()?;
    let words = &texts().work;
    let amounts: Vec<String> = balance.amounts.iter().map(|amount| money(*amount)).collect();
    let said = words.balance_there(amounts.join(", "), dates::moment(*at_ms));
    Some(view! { <p class="saved-copy" id="balance-there">{words.balance_title} ": " {said}</p> }.into_any())
}

/// What a person can do now; each says what it does before it does it.
fn actions(page: &OperationPage, refused: &Refused) -> Option<AnyView> {
    let operation = &page.operation;
    match operation.state {
        OperationState::Unknown => match &page.undecided {
            Some(purchase) => Some(decision::view(page, purchase, refused)),
            None => renewal::decision(page, refused).or_else(|| plan_change::decision(page, refused)),
        },
        OperationState::Failed => Some(
            view! { <section class="stack stack--tight">{note(page)} {retry(page)} {give_up(page, refused)}</section> }
                .into_any(),
        ),
        OperationState::Ready if operation.note.is_some() => Some(retry(page)),
        _ => None,
    }
}

fn note(page: &OperationPage) -> Option<AnyView> {
    let note = page.operation.note.as_ref()?;
    Some(view! { <div class="note note--danger"><p>{notes::for_staff(note)}</p></div> }.into_any())
}

fn retry(page: &OperationPage) -> AnyView {
    let words = &texts().operations;
    let (title, button) = match page.operation.state {
        OperationState::Failed => (words.retry_title, words.retry),
        _ => (words.look_again_title, words.look_again),
    };
    let cost = match page.operation.kind {
        _ if has_recipe_left(page) => words.retry_recipe,
        OperationKind::RenewLicense => texts().renewals.retry_cost,
        OperationKind::ResumeService => texts().suspension.retry_cost,
        OperationKind::SuspendService | OperationKind::ReleaseLicense => texts().suspension.retry_free,
        OperationKind::ChangeAddress => texts().moves.retry_address,
        OperationKind::ChangePanel => texts().panel_change.retry_cost,
        OperationKind::ChangeKey => texts().moves.retry_key,
        OperationKind::ReturnLicense => texts().moves.retry_return,
        OperationKind::ProvisionService | OperationKind::DeleteService => words.retry_cost,
    };
    let confirm = Confirm {
        id: "retry-title",
        dangerous: false,
        title: title.to_owned(),
        effects: [words.retry_text(step_name(&page.operation.step))]
            .into_iter()
            .chain(reasons::calls(&page.operation.step).map(|list| texts().work.retry_calls(list)))
            .chain([cost.to_owned()])
            .collect(),
        cost: None,
    };
    let form = view! {
        <form class="actions" method="post" action=RetryOperation::PATH>
            <input type="hidden" name="operation" value=page.operation.id.to_string()/>
            <button type="submit" class="button button--primary">{button}</button>
        </form>
    };
    confirm.around(form)
}

/// Whether all that is left to do is the recipe.
fn has_recipe_left(page: &OperationPage) -> bool {
    matches!(page.operation.step.as_str(), "prepare_recipe" | "run_recipe" | "seek_recipe" | "await_recipe")
}

fn give_up(page: &OperationPage, refused: &Refused) -> AnyView {
    let words = &texts().operations;
    let problem = refused.problem("note");
    let open = problem.is_some();
    let form = view! {
        <form class="form" method="post" action=GiveUpOperation::PATH>
            <input type="hidden" name="operation" value=page.operation.id.to_string()/>
            {undecided::note_field(problem)}
            <div class="actions"><button type="submit" class="button button--danger">{words.give_up}</button></div>
        </form>
    };
    let confirm = Confirm {
        id: "give-up-title",
        dangerous: true,
        title: words.give_up_title.to_owned(),
        effects: vec![
            words.give_up_text.to_owned(),
            match page.operation.kind {
                _ if has_recipe_left(page) => words.give_up_recipe,
                OperationKind::SuspendService => texts().suspension.give_up_stop,
                OperationKind::ReleaseLicense => texts().suspension.give_up_release,
                OperationKind::ChangeAddress => texts().moves.give_up_address,
                OperationKind::ChangePanel => texts().panel_change.give_up_text,
                OperationKind::ChangeKey => texts().moves.give_up_key,
                OperationKind::ReturnLicense => texts().moves.give_up_return,
                OperationKind::ResumeService if engine::operations::is_about_server(&page.operation.step) => {
                    texts().suspension.give_up_server
                }
                OperationKind::ResumeService => texts().suspension.give_up_license,
                _ => words.give_up_refund,
            }
            .to_owned(),
        ],
        cost: None,
    };
    view! {
        <details id="more-give-up" open=open>
            <summary class="link-button">{words.give_up_more}</summary>
            {confirm.around(form)}
        </details>
    }
    .into_any()
}
