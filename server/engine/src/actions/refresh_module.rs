//! Reads what pages show of a remote system again, now.

use domain::access::Action;
use domain::{ModuleId, ModuleKind};
use store::modules;

use crate::remotes::{saved, vm_lists};
use crate::{Caller, Engine, Error, Result};

/// Refreshes a module's saved reads; what goes wrong is kept beside the last good answer.
pub async fn refresh_module(engine: &Engine, caller: Caller, id: ModuleId) -> Result<()> {
    caller.may(Action::ManageModules)?;
    let module = modules::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    match module.kind {
        ModuleKind::Billmanager => {
            saved::refresh_balance(engine, id).await?;
            saved::refresh_price_list(engine, id).await
        }
        ModuleKind::Vmmanager6 => vm_lists::refresh(engine, id).await,
    }
}
