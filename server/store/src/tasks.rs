//! What waits for a person.

use domain::operation::Note;
use domain::{OperationId, ServiceId, TaskId, UserId};

use crate::operations::note_kind;
use crate::{Error, Result, Tx};

pub mod list;

statements! {
    RAISE = "INSERT INTO tasks (operation_id, service_id, reason, created_at, reason_kind) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (operation_id) WHERE closed_at IS NULL
        DO UPDATE SET reason = excluded.reason, reason_kind = excluded.reason_kind";
    CLOSE = "UPDATE tasks SET closed_at = $2, closed_by = $3, note = $4 WHERE operation_id = $1 AND closed_at IS NULL";
    HOLD = "UPDATE tasks SET holder_id = $2, held_since = $3
        WHERE id = $1 AND closed_at IS NULL AND (holder_id IS NULL OR CAST($2 AS BIGINT) IS NULL OR holder_id <> $2)
        RETURNING operation_id, service_id";
}

/// Raises a task, or renews the reason of the open one.
pub async fn raise(
    tx: &mut Tx,
    operation: OperationId,
    service: ServiceId,
    reason: &Note,
    now_ms: i64,
) -> Result<()> {
    let kind = note_kind(reason)?;
    let reason = serde_json::to_string(reason).map_err(|error| Error::corrupt("tasks.reason", error))?;
    execute!(tx, RAISE, operation.get(), service.get(), reason, now_ms, kind)?;
    Ok(())
}

/// Closes an operation's task: by a person, or (without one) because the operation went on.
pub async fn close(
    tx: &mut Tx,
    operation: OperationId,
    by: Option<UserId>,
    note: Option<&str>,
    now_ms: i64,
) -> Result<()> {
    execute!(tx, CLOSE, operation.get(), now_ms, by.map(UserId::get), note)?;
    Ok(())
}

/// Says who is on an open task, or (without one) that nobody is; `None` if that is so already or the task is closed.
pub async fn hold(
    tx: &mut Tx,
    task: TaskId,
    holder: Option<UserId>,
    now_ms: i64,
) -> Result<Option<(OperationId, ServiceId)>> {
    let since = holder.map(|_| now_ms);
    let held = fetch_optional!(tx, (i64, i64), HOLD, task.get(), holder.map(UserId::get), since)?;
    Ok(held.map(|(operation, service)| (OperationId::new(operation), ServiceId::new(service))))
}
