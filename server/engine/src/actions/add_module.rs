//! Adds a processing module.

use domain::ModuleId;
use domain::access::Action;
use secrecy::SecretString;

use crate::modules::{self, Setup};
use crate::{Caller, Engine, Result};

/// Adds a module, active, without asking its remote system first: for whoever knows that it is right.
pub async fn add_module(
    engine: &Engine,
    caller: Caller,
    setup: &Setup,
    password: &SecretString,
) -> Result<ModuleId> {
    caller.may(Action::ManageModules)?;
    let mut tx = engine.db().begin().await?;
    let id = modules::insert(&mut tx, engine, caller, setup, password).await?;
    tx.commit().await?;
    Ok(id)
}
