//! What one answer leaves for the next page: a notice, and a refused form with what was typed.

use std::collections::BTreeMap;

use domain::order::OrderForm;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tower_sessions::Session;

use crate::failure::Failure;
use crate::texts::refusals;
use crate::typed::Typed;
use crate::visitor::session;

const NOTICE: &str = "notice";

/// What just happened, in the visitor's words.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Notice {
    pub(crate) good: bool,
    pub(crate) text: String,
}

/// A form that was not accepted. Secrets are never among the values.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Refused {
    /// One sentence for the whole form; may be empty.
    pub(crate) about: String,
    /// What is wrong, by the name of the field.
    pub(crate) problems: BTreeMap<String, String>,
    /// What was typed, by the name of the field.
    pub(crate) values: BTreeMap<String, String>,
    /// Whether somebody else changed the object meanwhile: the form shows what is stored now.
    pub(crate) conflict: bool,
    /// Whether nothing was refused: the form comes back because something else was asked for meanwhile.
    #[serde(default)]
    pub(crate) kept: bool,
}

impl Refused {
    /// A form refused as a whole.
    pub(crate) fn because(about: impl Into<String>) -> Self {
        Self { about: about.into(), ..Self::default() }
    }

    /// A form that nothing is wrong with, with everything that was typed into it.
    pub(crate) fn nothing(typed: &Typed) -> Self {
        Self { kept: true, ..Self::default() }.typed_all(typed)
    }

    /// The same with one field's problem.
    pub(crate) fn field(mut self, name: &str, problem: impl Into<String>) -> Self {
        self.problems.insert(name.to_owned(), problem.into());
        self
    }

    /// Why the engine refused: beside the fields, or about the form as a whole.
    fn of(refusals: &[engine::Refusal]) -> Self {
        let mut refused = Self::default();
        for refusal in refusals {
            refused.conflict |= matches!(refusal, engine::Refusal::ChangedMeanwhile { .. });
            let words = refusals::refusal(refusal);
            match refusal.field() {
                Some(field) => refused = refused.field(field, words),
                None if refused.about.is_empty() => refused.about = words,
                None => refused.about = format!("{} {words}", refused.about),
            }
        }
        refused
    }

    /// The same with what was typed into one field.
    pub(crate) fn typed(mut self, name: &str, value: &str) -> Self {
        self.values.insert(name.to_owned(), value.to_owned());
        self
    }

    /// The same with everything that was typed, but for passwords.
    pub(crate) fn typed_all(mut self, typed: &Typed) -> Self {
        let all = typed.all().iter().filter(|(name, _)| !name.contains("password"));
        self.values.extend(all.map(|(name, value)| (name.clone(), value.clone())));
        self
    }

    /// Whether nothing was refused.
    pub(crate) fn is_empty(&self) -> bool {
        self.about.is_empty() && self.problems.is_empty()
    }

    /// Whether the form shows what was typed instead of what is stored.
    pub(crate) fn holds_typed(&self) -> bool {
        self.kept || !self.is_empty()
    }

    /// The same with what was typed into the order form.
    pub(crate) fn typed_order(self, form: &OrderForm) -> Self {
        let typed = self
            .typed("period", &form.period)
            .typed("panel", &form.panel)
            .typed("os", &form.os)
            .typed("hostname", &form.hostname)
            .typed("autoprolong", &form.autoprolong);
        form.extras.iter().fold(typed, |typed, (name, value)| typed.typed(&format!("option_{name}"), value))
    }

    /// What was typed into a field.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// What is wrong with a field.
    pub(crate) fn problem(&self, name: &str) -> Option<String> {
        self.problems.get(name).cloned()
    }
}

/// Separates a refusal, which the form shows, from a failure, which a page of its own shows.
pub(crate) fn refused<T>(result: engine::Result<T>) -> Result<Result<T, Refused>, Failure> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(engine::Error::Refused(refusals)) => Ok(Err(Refused::of(&refusals))),
        Err(error) => Err(error.into()),
    }
}

/// Leaves a good notice for the next page.
pub(crate) async fn leave_notice(text: impl Into<String> + Send) -> Result<(), Failure> {
    leave(NOTICE, Notice { good: true, text: text.into() }).await
}

/// Leaves a bad notice for the next page.
pub(crate) async fn leave_warning(text: impl Into<String> + Send) -> Result<(), Failure> {
    leave(NOTICE, Notice { good: false, text: text.into() }).await
}

/// Takes the notice, if there is one.
pub(crate) async fn take_notice() -> Option<Notice> {
    take(&session().ok()?, NOTICE).await
}

/// Leaves a refused form for the page of that form.
pub(crate) async fn leave_refused(form: &str, refused: Refused) -> Result<(), Failure> {
    leave(&refused_key(form), refused).await
}

/// Takes a refused form; an empty one if nothing was refused.
pub(crate) async fn take_refused(form: &str) -> Option<Refused> {
    take(&session().ok()?, &refused_key(form)).await
}

fn refused_key(form: &str) -> String {
    format!("refused.{form}")
}

async fn leave(key: &str, value: impl Serialize) -> Result<(), Failure> {
    session()?.insert(key, value).await.map_err(|error| Failure::broken(&error))
}

async fn take<T: DeserializeOwned>(session: &Session, key: &str) -> Option<T> {
    session.remove(key).await.unwrap_or_else(|error| {
        Failure::broken(&error);
        None
    })
}
