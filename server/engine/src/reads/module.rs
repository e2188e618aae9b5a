//! A processing module with its settings and what it last said.

use domain::access::Action;
use domain::{ModuleId, ModuleKind};
use store::modules;

use super::processing_modules::{ModuleRow, rows};
use crate::modules::{Typed, typed};
use crate::{Caller, Engine, Result};

/// A module as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModulePage {
    /// What the list shows of it.
    pub row: ModuleRow,
    /// Its settings as its form would send them; never the password.
    pub typed: Typed,
    /// Grows with every change.
    pub version: i64,
    /// The license servers that a VMmanager can have.
    pub license_servers: Vec<(ModuleId, String)>,
}

/// One module.
pub async fn module(engine: &Engine, caller: Caller, id: ModuleId) -> Result<ModulePage> {
    caller.may(Action::SeeStaffPages)?;
    let stored = crate::modules::find(engine.db(), id).await?;
    let (typed, version) = (typed(&stored.setup), stored.module.version);
    let row = rows(engine, caller, vec![stored.module]).await?.pop().ok_or(crate::Error::NotFound)?;
    Ok(ModulePage { row, typed, version, license_servers: license_servers(engine).await? })
}

/// Every license server, the lowest sort first.
pub(super) async fn license_servers(engine: &Engine) -> Result<Vec<(ModuleId, String)>> {
    let all = modules::list(engine.db()).await?.into_iter();
    let servers = all.filter(|module| module.kind == ModuleKind::Billmanager);
    Ok(servers.map(|module| (module.id, module.name)).collect())
}
