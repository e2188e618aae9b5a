//! What waits for a person.

use domain::operation::Note;
use domain::{OperationId, ServiceId, TaskId, UserId};

use crate::{Error, Exec, Result, Tx};

/// An open task.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The operation that stopped.
    pub operation_id: OperationId,
    /// The service concerned.
    pub service_id: ServiceId,
    /// Why a person is needed.
    pub reason: Note,
    /// When it was raised, in machine milliseconds.
    pub created_at_ms: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    operation_id: i64,
    service_id: i64,
    reason: String,
    created_at: i64,
}

statements! {
    RAISE = "INSERT INTO tasks (operation_id, service_id, reason, created_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (operation_id) WHERE closed_at IS NULL DO UPDATE SET reason = excluded.reason";
    CLOSE = "UPDATE tasks SET closed_at = $2, closed_by = $3, note = $4 WHERE operation_id = $1 AND closed_at IS NULL";
    OPEN = "SELECT id, operation_id, service_id, reason, created_at FROM tasks WHERE closed_at IS NULL
        ORDER BY id LIMIT $1 OFFSET $2";
    COUNT_OPEN = "SELECT COUNT(*) FROM tasks WHERE closed_at IS NULL";
}

/// Raises a task, or renews the reason of the open one.
pub async fn raise(
    tx: &mut Tx,
    operation: OperationId,
    service: ServiceId,
    reason: &Note,
    now_ms: i64,
) -> Result<()> {
    let reason = serde_json::to_string(reason).map_err(|error| Error::corrupt("tasks.reason", error))?;
    execute!(tx, RAISE, operation.get(), service.get(), reason, now_ms)?;
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

/// Open tasks, oldest first.
pub async fn open(db: impl Into<Exec<'_>>, limit: i64, offset: i64) -> Result<Vec<Task>> {
    fetch_all!(db, Row, OPEN, limit, offset)?
        .into_iter()
        .map(|row| {
            Ok(Task {
                id: TaskId::new(row.id),
                operation_id: OperationId::new(row.operation_id),
                service_id: ServiceId::new(row.service_id),
                reason: serde_json::from_str(&row.reason)
                    .map_err(|error| Error::corrupt("tasks.reason", error))?,
                created_at_ms: row.created_at,
            })
        })
        .collect()
}

/// How many tasks are open.
pub async fn count_open(db: impl Into<Exec<'_>>) -> Result<i64> {
    fetch_scalar!(db, i64, COUNT_OPEN)
}
