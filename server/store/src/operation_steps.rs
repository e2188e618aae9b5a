//! The step log: a row before a step acts, completed when it ended.

use domain::operation::Note;
use domain::{OperationId, StepOutcome};

use crate::operations::Operation;
use crate::operations::lease;
use crate::{Db, Error, Exec, Result, Tx};

/// One run of one step.
#[derive(Debug, Clone)]
pub struct StepRun {
    /// The step's name.
    pub step: String,
    /// The operation's attempt in which it ran.
    pub attempt: i64,
    /// When it began, in machine milliseconds.
    pub started_at_ms: i64,
    /// When it ended; absent while it runs, or when its process died.
    pub ended_at_ms: Option<i64>,
    /// How it ended.
    pub outcome: StepOutcome,
    /// What it had to say.
    pub note: Option<Note>,
}

#[derive(sqlx::FromRow)]
struct Row {
    step: String,
    attempt: i64,
    started_at: i64,
    ended_at: Option<i64>,
    outcome: String,
    note: Option<String>,
}

statements! {
    BEGIN = "INSERT INTO operation_steps (operation_id, step, attempt, started_at, outcome)
        VALUES ($1, $2, $3, $4, 'started') RETURNING id";
    END = "UPDATE operation_steps SET ended_at = $2, outcome = $3, note = $4 WHERE id = $1";
    OF_OPERATION = "SELECT step, attempt, started_at, ended_at, outcome, note FROM operation_steps
        WHERE operation_id = $1 ORDER BY id DESC LIMIT 300";
}

/// Logs that an operation's step begins, and renews the lease; returns the row's id for [`end`].
pub async fn begin(db: &Db, operation: &Operation, now_ms: i64, lease_until_ms: i64) -> Result<i64> {
    // Whoever slept since the claim may own the operation no longer.
    let mut tx = lease::begin_fenced(db, operation, lease_until_ms).await?;
    let (step, attempt) = (operation.step.as_str(), operation.attempt);
    let id = fetch_scalar!(&mut tx, i64, BEGIN, operation.id.get(), step, attempt, now_ms)?;
    tx.commit().await?;
    Ok(id)
}

/// Logs how a step ended.
pub async fn end(tx: &mut Tx, id: i64, now_ms: i64, outcome: StepOutcome, note: Option<&Note>) -> Result<()> {
    let note = note
        .map(serde_json::to_string)
        .transpose()
        .map_err(|error| Error::corrupt("operation_steps.note", error))?;
    execute!(tx, END, id, now_ms, outcome.as_str(), note)?;
    Ok(())
}

/// The latest runs of an operation's steps, newest first.
pub async fn of_operation(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<Vec<StepRun>> {
    fetch_all!(db, Row, OF_OPERATION, operation.get())?
        .into_iter()
        .map(|row| {
            Ok(StepRun {
                step: row.step,
                attempt: row.attempt,
                started_at_ms: row.started_at,
                ended_at_ms: row.ended_at,
                outcome: crate::column::parse("operation_steps.outcome", &row.outcome)?,
                note: crate::operations::read_note("operation_steps.note", row.note)?,
            })
        })
        .collect()
}
