//! Checks the connection of a module.

use domain::access::Action;
use domain::{LogIn, ModuleId, ModuleKind};
use store::modules::{self, PASSWORD_COLUMN};

use crate::remotes::connection::{ConnectionReport, Target};
use crate::remotes::{license_server, saved, vm_server};
use crate::{Caller, Engine, Error, Result};

/// Asks a module's remote system, in its turn, and keeps what came of it for the pages.
pub async fn check_connection(engine: &Engine, caller: Caller, id: ModuleId) -> Result<ConnectionReport> {
    caller.may(Action::ManageModules)?;
    let module = modules::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let (remote, currency, log_in) = match module.kind {
        ModuleKind::Billmanager => {
            let settings = modules::license_server::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
            (license_server::remote(id, &settings), Some(settings.currency), settings.log_in)
        }
        ModuleKind::Vmmanager6 => (vm_server::remote(id), None, LogIn::Password),
    };
    let target = Target {
        kind: module.kind,
        url: &module.url,
        username: &module.username,
        password: engine.keyring().open(PASSWORD_COLUMN, &module.password)?,
        log_in,
        currency,
        remote: Some(&remote),
    };
    let report = target.check(engine).await?;
    saved::keep(engine, id, saved::CONNECTION, &report).await?;
    Ok(report)
}
