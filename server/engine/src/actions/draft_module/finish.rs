//! Making the module of a draft.

use domain::{ModuleId, ModuleStep};
use store::drafts::{self, Draft, PASSWORD_COLUMN};
use store::form_keys;

use super::{account, check, is_good_enough, keep_step, kind, owner};
use crate::modules::{self, Setup, Typed, parameters};
use crate::remotes::saved;
use crate::{Caller, Engine, Error, Result, history};

/// What came of finishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finished {
    /// The module is there.
    Added(ModuleId),
    /// The connection changed since it was checked, and is not good enough.
    Unchecked,
}

/// Adds the module. Sent twice it adds one; the draft is gone afterwards.
pub async fn finish_draft(engine: &Engine, caller: Caller, id: &str, typed: &Typed) -> Result<Finished> {
    let draft = match keep_step(engine, caller, id, ModuleStep::Parameters, typed, None).await {
        Err(Error::NotFound) => return made_before(engine, caller, id).await,
        draft => draft?,
    };
    let (place, system) = parameters(kind(&draft)?, &draft.fields)?;
    let report = check::checked(engine, caller, &draft).await?;
    if !is_good_enough(&draft, &report) {
        return Ok(Finished::Unchecked);
    }
    let setup = Setup { account: account(&draft)?, place, system };
    let module = insert(engine, caller, &draft, &setup).await?;
    saved::keep(engine, module, saved::CONNECTION, &report).await?;
    Ok(Finished::Added(module))
}

async fn insert(engine: &Engine, caller: Caller, draft: &Draft, setup: &Setup) -> Result<ModuleId> {
    let password = draft.password.as_ref().ok_or(Error::NotFound)?;
    let password = engine.keyring().open(PASSWORD_COLUMN, password)?;
    let mut tx = engine.db().begin().await?;
    if let Some(id) = history::added_before(&mut tx, engine, &draft.id).await? {
        return Ok(ModuleId::new(id));
    }
    let id = modules::insert(&mut tx, engine, caller, setup, &password).await?;
    form_keys::keep(&mut tx, &draft.id, id.get()).await?;
    drafts::delete(&mut tx, &draft.id).await?;
    tx.commit().await?;
    Ok(id)
}

/// The module that this draft has become; the key of a draft that was none is not kept.
async fn made_before(engine: &Engine, caller: Caller, id: &str) -> Result<Finished> {
    owner(caller)?;
    let mut tx = engine.db().begin().await?;
    match history::added_before(&mut tx, engine, id).await? {
        Some(id) => Ok(Finished::Added(ModuleId::new(id))),
        None => Err(Error::NotFound),
    }
}
