//! Suspends a processing module, or lets it work again.

use domain::access::Action;
use domain::catalogue::FieldChange;
use domain::{ModuleId, ModuleState};
use store::modules;
use store::operations::queue;

use crate::modules::{find_in, subject};
use crate::{Caller, Engine, Result, history};

/// Switches a module on or off; one that is so already stays as it is. What waited for it looks again at once.
pub async fn set_module_state(
    engine: &Engine,
    caller: Caller,
    id: ModuleId,
    state: ModuleState,
) -> Result<()> {
    caller.may(Action::ManageModules)?;
    let mut tx = engine.db().begin().await?;
    let module = find_in(&mut tx, id).await?.module;
    if module.state == state {
        return Ok(());
    }
    modules::set_state(&mut tx, id, state).await?;
    let change = FieldChange {
        field: "status".to_owned(),
        old: Some(module.state.to_string()),
        new: Some(state.to_string()),
    };
    history::changed(&mut tx, engine, caller, subject(id, &module.name), &[change]).await?;
    if state == ModuleState::Active {
        queue::wake_waiting(&mut tx, "module_suspended", engine.clock().now_ms()).await?;
    }
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}
