//! Deletes a processing module that nothing uses.

use domain::ModuleId;
use domain::access::Action;
use domain::catalogue::{Object, Verb};
use store::modules::uses;
use store::{Tx, catalogue_changes};

use crate::modules::{self, find_in};
use crate::reads::module_uses;
use crate::{Caller, Engine, Error, Refusal, Result};

/// How many of the things that use a module are named.
pub(crate) const NAMED: i64 = 5;

/// Deletes a module with its parameters; refused with what uses it. One that is deleted already stays so.
pub async fn delete_module(engine: &Engine, caller: Caller, id: ModuleId) -> Result<()> {
    caller.may(Action::ManageModules)?;
    let mut tx = engine.db().begin().await?;
    let stored = match find_in(&mut tx, id).await {
        Err(Error::NotFound) if was_deleted(&mut tx, id).await? => return Ok(()),
        stored => stored?,
    };
    let (first, total) = uses::of(&mut tx, id, NAMED).await?;
    if total > 0 {
        let (uses, more) = module_uses(first, total);
        return Err(Refusal::InUse { uses, more }.into());
    }
    modules::delete(&mut tx, engine, caller, &stored).await?;
    Ok(tx.commit().await?)
}

async fn was_deleted(tx: &mut Tx, id: ModuleId) -> Result<bool> {
    let last = catalogue_changes::of_object(tx, (Object::Module, id.get()), 0, 1).await?;
    Ok(last.first().is_some_and(|change| change.verb == Verb::Deleted))
}
