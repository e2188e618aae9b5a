//! An operation that goes on by a person's word.

use domain::OperationId;

use super::{Operation, one};
use crate::{Result, Tx};

statements! {
    RETRY = "UPDATE operations SET state = 'ready', run_at = $2, not_before = NULL, failures = 0, data = $3,
        note_kind = NULL, module_id = NULL
        WHERE id = $1 AND state IN ('failed', 'ready') AND attempt = $4";
    RESUME_AT = "UPDATE operations SET state = 'ready', step = $2, run_at = $3, not_before = NULL, failures = 0,
        note = NULL, note_kind = NULL, module_id = NULL WHERE id = $1 AND state = 'unknown'";
}

/// Lets a failed operation go on from its failed step, or a waiting one look again now; not one that went on since
/// it was read.
pub async fn retry(tx: &mut Tx, operation: &Operation, data: &serde_json::Value, now_ms: i64) -> Result<()> {
    one(execute!(tx, RETRY, operation.id.get(), now_ms, data.to_string(), operation.attempt)?)
}

/// Lets an undecided operation go on at a step, after a person's decision.
pub async fn resume_at(tx: &mut Tx, id: OperationId, step: &str, now_ms: i64) -> Result<()> {
    one(execute!(tx, RESUME_AT, id.get(), step, now_ms)?)
}
