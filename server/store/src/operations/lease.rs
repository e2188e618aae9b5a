//! The lease by which a worker owns an operation.
//!
//! Everything that a worker writes goes through [`begin_fenced`], which fails when the lease was lost: of two workers
//! that both believe to own an operation only the later can write.

use domain::operation::Note;
use domain::{Date, ModuleId, OperationId, OperationState};

use super::Operation;
use super::row::{note_kind, note_text};
use crate::{Db, Error, Result, Tx};

/// Where an operation goes after a step.
#[derive(Debug)]
pub struct Advance<'a> {
    /// Its new state.
    pub state: OperationState,
    /// The step that runs next.
    pub step: &'a str,
    /// What its steps hand to each other.
    pub data: &'a serde_json::Value,
    /// When it may run next.
    pub run_at_ms: i64,
    /// The business day before which it does not run.
    pub not_before: Option<Date>,
    /// Failures of the current step in a row.
    pub failures: i64,
    /// What the step had to say.
    pub note: Option<&'a Note>,
    /// The processing module that this is about.
    pub module_id: Option<ModuleId>,
    /// When it ended.
    pub finished_at_ms: Option<i64>,
}

statements! {
    FENCE = "UPDATE operations SET lease_until = $4 WHERE id = $1 AND state = 'running' AND lease_owner = $2
        AND attempt = $3";
    ADVANCE = "UPDATE operations SET state = $2, step = $3, data = $4, run_at = $5, not_before = $6, failures = $7,
        note = $8, lease_owner = NULL, lease_until = NULL, finished_at = $9, note_kind = $10,
        module_id = $11 WHERE id = $1";
}

/// Begins a transaction that only the owner of the lease gets, and renews the lease.
pub async fn begin_fenced(db: &Db, operation: &Operation, lease_until_ms: i64) -> Result<Tx> {
    let mut tx = db.begin().await?;
    let owner = operation.lease_owner.as_deref().unwrap_or_default();
    let touched = execute!(&mut tx, FENCE, operation.id.get(), owner, operation.attempt, lease_until_ms)?;
    if touched == 1 { Ok(tx) } else { Err(Error::LeaseLost) }
}

/// Writes where an operation goes and gives the lease back, in a transaction of [`begin_fenced`].
pub async fn advance(tx: &mut Tx, id: OperationId, to: &Advance<'_>) -> Result<()> {
    execute!(
        tx,
        ADVANCE,
        id.get(),
        to.state.as_str(),
        to.step,
        to.data.to_string(),
        to.run_at_ms,
        to.not_before.map(|date| date.to_string()),
        to.failures,
        to.note.map(note_text).transpose()?,
        to.finished_at_ms,
        to.note.map(note_kind).transpose()?,
        to.note.and(to.module_id).map(ModuleId::get)
    )?;
    Ok(())
}
