//! Somebody says that they are on a task, or that they are no longer.

use domain::TaskId;
use domain::access::Action;
use store::events::NewEvent;
use store::{events, tasks};

use crate::{Caller, Engine, Result};

/// Takes a task, from a colleague too; said again it changes nothing.
pub async fn take_task(engine: &Engine, caller: Caller, task: TaskId) -> Result<()> {
    hold(engine, caller, task, true).await
}

/// Hands a task back: nobody is on it.
pub async fn hand_back_task(engine: &Engine, caller: Caller, task: TaskId) -> Result<()> {
    hold(engine, caller, task, false).await
}

async fn hold(engine: &Engine, caller: Caller, task: TaskId, takes: bool) -> Result<()> {
    caller.may(Action::DecideOperations)?;
    let now_ms = engine.clock().now_ms();
    let holder = caller.user().filter(|_| takes);
    let mut tx = engine.db().begin().await?;
    let Some((operation, service)) = tasks::hold(&mut tx, task, holder, now_ms).await? else {
        return Ok(());
    };
    let event = NewEvent {
        kind: if takes { "task.taken" } else { "task.handed_back" },
        service: Some(service),
        operation: Some(operation),
        actor: caller.user(),
        data: serde_json::json!({}),
        at_ms: now_ms,
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(&mut tx, &event).await?;
    Ok(tx.commit().await?)
}
