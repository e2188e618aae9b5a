//! Deletes a parameter of a license server.

use domain::access::Action;
use domain::{ModuleId, RuleId};
use store::alignment_rules;

use super::save_rule::{license_server, of_stored, subject};
use crate::{Caller, Engine, Result, history};

/// Deletes a rule; one that is gone already stays gone. What was bought by it stays as it is.
pub async fn delete_rule(engine: &Engine, caller: Caller, module: ModuleId, id: RuleId) -> Result<()> {
    caller.may(Action::ManageModules)?;
    let mut tx = engine.db().begin().await?;
    let server = license_server(&mut tx, module).await?;
    let Some(stored) = alignment_rules::find(&mut tx, module, id).await? else { return Ok(()) };
    alignment_rules::delete(&mut tx, id).await?;
    history::deleted(&mut tx, engine, caller, subject(&server, id), &of_stored(&stored)).await?;
    Ok(tx.commit().await?)
}
