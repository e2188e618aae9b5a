//! Adds a VMmanager: a processing module that makes servers.

use domain::access::Action;
use domain::{ModuleId, ModuleKind};
use store::Tx;
use store::modules::vm_server::{self, VmServer};
use store::modules::{self, PASSWORD_COLUMN};

use super::connection::Connection;
use crate::{Caller, Engine, Result};

/// Adds a VMmanager 6, active.
pub async fn add_vm_server(
    engine: &Engine,
    caller: Caller,
    connection: &Connection,
    settings: &VmServer,
) -> Result<ModuleId> {
    caller.may(Action::ManageModules)?;
    let mut tx = engine.db().begin().await?;
    let id = write(&mut tx, engine, connection, settings).await?;
    tx.commit().await?;
    Ok(id)
}

pub(super) async fn write(
    tx: &mut Tx,
    engine: &Engine,
    connection: &Connection,
    settings: &VmServer,
) -> Result<ModuleId> {
    let password = engine.keyring().seal(PASSWORD_COLUMN, &connection.password)?;
    let new = connection.module(ModuleKind::Vmmanager6, &password, engine.clock().now_ms());
    let id = modules::insert(tx, &new).await?;
    vm_server::insert(tx, id, settings).await?;
    Ok(id)
}
