//! What every decision about a call without a clear answer looks like: why it is asked for, what is known, its
//! buttons, and the note that giving up needs.

use std::fmt::Display;

use domain::Period;
use domain::period::alignment::PeriodChoice;
use engine::reads::OperationPage;
use leptos::prelude::*;
use serde::Deserialize;

use crate::components::confirm::Confirm;
use crate::components::facts::{day, fact, facts_card, moment, mono};
use crate::components::states;
use crate::flash::Refused;
use crate::texts::{operations, period_name, texts};

/// Draws the decision: why it is asked for, then what can be said.
pub(super) fn section(title: &'static str, lead: &'static str, content: impl IntoAny) -> AnyView {
    view! {
        <section class="stack" aria-labelledby="decide">
            <header>
                <h2 class="card__title" id="decide">{title}</h2>
                <p class="muted">{lead}</p>
            </header>
            {content.into_any()}
        </section>
    }
    .into_any()
}

/// The license as the license server showed it last.
pub(super) fn there(page: &OperationPage) -> Option<AnyView> {
    let license = page.license.as_ref()?;
    let (words, card) = (&texts().licenses, &license.card);
    Some(facts_card(
        texts().work.there_now,
        vec![
            fact(words.remote_id, mono(&license.remote_id)),
            fact(words.plan, mono(&license.plan_code)),
            fact(words.status, states::remote_status(card.status)),
            fact(words.expires, card.expires_on.map_or_else(|| words.not_shown.into_any(), day)),
            fact(words.address, mono(card.address)),
            fact(words.read, moment(license.read_at_ms)),
        ],
    ))
}

/// The period that was ordered, and why it.
pub(super) fn period_facts(period: Period, choice: &serde_json::Value) -> Vec<AnyView> {
    let words = &texts().operations;
    let choice = PeriodChoice::deserialize(choice).ok();
    let why = choice.map(|choice| fact(words.period_why, operations::period_choice(&choice)));
    std::iter::once(fact(words.period, period_name(period))).chain(why).collect()
}

/// What it was expected to cost.
pub(super) fn expected(cost_e4: Option<i64>, currency: &str) -> String {
    operations::cost(cost_e4, currency).unwrap_or_else(|| texts().operations.not_known.to_owned())
}

/// What can be said shows when it is asked for.
pub(super) fn more(id: impl Display, open: bool, summary: String, content: AnyView) -> AnyView {
    view! {
        <details id=format!("more-{id}") open=open>
            <summary class="link-button">{summary}</summary>
            {content}
        </details>
    }
    .into_any()
}

/// An operation and where what is said of it is sent.
pub(super) struct Form {
    pub(super) action: &'static str,
    pub(super) operation: String,
}

impl Form {
    /// A button that says this decision.
    pub(super) fn button(&self, decision: &'static str, class: &'static str, text: &'static str) -> AnyView {
        self.draw("actions", decision, view! { <button type="submit" class=class>{text}</button> })
    }

    /// A button with the fields that this decision needs.
    pub(super) fn fields(
        &self,
        decision: &'static str,
        fields: impl IntoAny,
        class: &'static str,
        text: &'static str,
    ) -> AnyView {
        let fields = fields.into_any();
        let content =
            view! { {fields} <div class="actions"><button type="submit" class=class>{text}</button></div> };
        self.draw("form", decision, content)
    }

    /// Gives it up, with a note.
    pub(super) fn give_up(&self, summary: &'static str, effect: &'static str, refused: &Refused) -> AnyView {
        let words = &texts().operations;
        let problem = refused.problem("note");
        let open = problem.is_some();
        let confirm = Confirm {
            id: "give-up",
            dangerous: true,
            title: words.give_up_title.to_owned(),
            effects: vec![effect.to_owned(), texts().work.calls_give_up.to_owned()],
            cost: None,
        };
        let form = self.fields("give_up", note_field(problem), "button button--danger", words.give_up);
        more("give-up", open, summary.to_owned(), confirm.around(form))
    }

    /// The form of a decision around its content.
    pub(super) fn draw(&self, class: &'static str, decision: &'static str, content: impl IntoAny) -> AnyView {
        view! {
            <form class=class method="post" action=self.action>
                <input type="hidden" name="operation" value=self.operation.clone()/>
                <input type="hidden" name="decision" value=decision/>
                {content.into_any()}
            </form>
        }
        .into_any()
    }
}

/// The note that giving up needs.
pub(super) fn note_field(problem: Option<String>) -> AnyView {
    let words = &texts().operations;
    let class = if problem.is_some() { "field field--error" } else { "field" };
    let invalid = problem.is_some().then_some("true");
    let described = if problem.is_some() { "note-error" } else { "note-help" };
    view! {
        <div class=class>
            <label class="field__label" for="note">{words.give_up_note}</label>
            <textarea class="input" id="note" name="note" placeholder=" " aria-invalid=invalid aria-describedby=described></textarea>
            <p class="field__help" id="note-help">{words.give_up_help}</p>
            {problem.map(|problem| view! { <p class="field__error" id="note-error">{problem}</p> })}
        </div>
    }
    .into_any()
}
