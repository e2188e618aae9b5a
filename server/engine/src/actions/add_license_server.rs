//! Adds a license server: a processing module of kind BILLmanager.

use domain::access::Action;
use domain::{ModuleId, ModuleKind};
use store::Tx;
use store::modules::license_server::{self, LicenseServer};
use store::modules::{self, PASSWORD_COLUMN};

use super::connection::Connection;
use crate::{Caller, Engine, Result};

/// Adds a license server, active.
pub async fn add_license_server(
    engine: &Engine,
    caller: Caller,
    connection: &Connection,
    settings: &LicenseServer,
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
    settings: &LicenseServer,
) -> Result<ModuleId> {
    let password = engine.keyring().seal(PASSWORD_COLUMN, &connection.password)?;
    let new = connection.module(ModuleKind::Billmanager, &password, engine.clock().now_ms());
    let id = modules::insert(tx, &new).await?;
    license_server::insert(tx, id, settings).await?;
    Ok(id)
}
