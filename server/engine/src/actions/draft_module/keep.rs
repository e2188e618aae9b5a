//! Keeping what was typed, right or wrong.

use domain::ModuleStep;
use secrecy::{ExposeSecret, SecretString};
use store::drafts::{self, Draft, PASSWORD_COLUMN};

use super::{kind, owner};
use crate::modules::{Typed, names};
use crate::{Caller, Engine, Error, Result};

/// Keeps what was typed at a step, whatever it is: nothing is lost on the way back. A connection that is no longer the
/// one that was checked counts as unchecked.
pub async fn keep_step(
    engine: &Engine,
    caller: Caller,
    id: &str,
    step: ModuleStep,
    typed: &Typed,
    password: Option<SecretString>,
) -> Result<Draft> {
    let user = owner(caller)?;
    let mut tx = engine.db().begin().await?;
    let mut draft = drafts::find(&mut tx, id, user).await?.ok_or(Error::NotFound)?;
    let before = connection(&draft);
    for name in fields(&draft, step) {
        // A check box that is off is not sent.
        draft.fields.insert(name.to_owned(), typed.get(name).cloned().unwrap_or_default());
    }
    let password = password.filter(|password| !password.expose_secret().is_empty());
    if let Some(password) = &password {
        draft.password = Some(engine.keyring().seal(PASSWORD_COLUMN, password)?);
    }
    if password.is_some() || connection(&draft) != before {
        draft.report = None;
    }
    drafts::save(&mut tx, &draft, engine.clock().now_ms()).await?;
    tx.commit().await?;
    Ok(draft)
}

/// What decides where the connection leads.
fn connection(draft: &Draft) -> [String; 3] {
    ["module", "url", "username"].map(|name| draft.fields.get(name).cloned().unwrap_or_default())
}

fn fields(draft: &Draft, step: ModuleStep) -> Vec<&'static str> {
    match step {
        ModuleStep::ProductType => vec!["product_type"],
        ModuleStep::Module => vec!["module"],
        ModuleStep::Connection => vec!["url", "username", "add_anyway"],
        ModuleStep::Parameters => kind(draft).map(|kind| names(kind).collect()).unwrap_or_default(),
    }
}
