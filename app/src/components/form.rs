//! A form over something stored: its fields show what was typed where it was refused, and what is stored else.

use leptos::prelude::*;
use uuid::Uuid;

use super::notice::{owned, refusal_of};
use crate::flash::{self, Refused};
use crate::texts::texts;

/// A form being filled in.
pub(crate) struct Editing {
    stored: Vec<(String, String)>,
    refused: Refused,
}

impl Editing {
    /// Over nothing stored, with the values that the fields begin with.
    pub(crate) async fn new(form: &str, defaults: &[(&str, &str)]) -> Self {
        Self::over(form, defaults.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).await
    }

    /// Over what is stored, as the form would send it. `form` is the name under which a refusal was left.
    pub(crate) async fn over(form: &str, stored: impl IntoIterator<Item = (String, String)> + Send) -> Self {
        let stored = stored.into_iter().collect();
        Self { stored, refused: flash::take_refused(form).await.unwrap_or_default() }
    }

    /// The same over other stored values.
    pub(crate) fn with_stored(self, stored: Vec<(String, String)>) -> Self {
        Self { stored, ..self }
    }

    /// What a field shows.
    pub(crate) fn value(&self, name: &str) -> String {
        let stored = || self.stored.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        // A check box that is off is not sent: in a refused form, what is absent is off.
        let typed = self.refused.holds_typed().then(|| self.refused.value(name).unwrap_or_default());
        typed.or_else(stored).unwrap_or_default().to_owned()
    }

    /// Whether a switch is on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        domain::form::Reader::switch(&self.value(name))
    }

    /// What is wrong with a field.
    pub(crate) fn problem(&self, name: &str) -> Option<String> {
        self.refused.problem(name)
    }

    /// Whether the form comes back with what is wrong.
    pub(crate) fn is_refused(&self) -> bool {
        !self.refused.is_empty()
    }

    /// The summary over the form: what is wrong, with links to the fields, and what somebody else stored meanwhile.
    pub(crate) fn summary(&self, labels: &[(&str, &'static str)]) -> AnyView {
        self.summary_of(&owned(labels))
    }

    /// The same for a form whose fields come from what is stored: their labels are made with them.
    pub(crate) fn summary_of(&self, labels: &[(String, String)]) -> AnyView {
        view! { {refusal_of(&self.refused, labels)} {self.conflict(labels)} }.into_any()
    }

    /// The hidden version: the one the form was opened with, until its reader has seen what changed since.
    pub(crate) fn version(&self, stored: i64) -> AnyView {
        let typed = (!self.refused.conflict).then(|| self.refused.value("version")).flatten();
        let version = typed.map_or_else(|| stored.to_string(), str::to_owned);
        view! { <input type="hidden" name="version" value=version/> }.into_any()
    }

    fn conflict(&self, labels: &[(String, String)]) -> AnyView {
        if !self.refused.conflict {
            return ().into_any();
        }
        let words = &texts().forms;
        let rows = labels.iter().filter_map(|(name, label)| {
            let stored =
                self.stored.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())?;
            let typed = self.value(name);
            (typed != stored).then(|| {
                view! {
                    <tr>
                        <th scope="row" class="table__main">{label.clone()}</th>
                        <td data-label=words.stored_now>{stored}</td>
                        <td data-label=words.typed_by_you>{typed}</td>
                    </tr>
                }
            })
        });
        view! {
            <div class="table-wrap">
                <table class="table">
                    <caption class="visually-hidden">{words.differences}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.field}</th>
                            <th scope="col">{words.stored_now}</th>
                            <th scope="col">{words.typed_by_you}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}

/// The hidden one-time key of a form that adds something: sent twice, it adds one.
pub(crate) fn one_time_key() -> AnyView {
    view! { <input type="hidden" name="key" value=Uuid::new_v4().to_string()/> }.into_any()
}

/// The foot of a form: what sends it, and the way back.
pub(crate) fn actions(send: &'static str, back: impl Into<String>) -> AnyView {
    view! {
        <div class="actions">
            <button type="submit" class="button button--primary">{send}</button>
            <a class="button button--quiet" href=back.into()>{texts().forms.cancel}</a>
        </div>
    }
    .into_any()
}
