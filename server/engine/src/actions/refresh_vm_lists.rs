//! Reads what a VMmanager offers again, now: operating systems, presets, recipes.

use domain::ModuleId;
use domain::access::Action;

use crate::remotes::vm_lists;
use crate::{Caller, Engine, Result};

/// Refreshes the lists that tariffs are made of; what goes wrong is kept beside the last good answer.
pub async fn refresh_vm_lists(engine: &Engine, caller: Caller, module: ModuleId) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    vm_lists::refresh(engine, module).await
}
