//! The queue of operations: which is due, and who takes it.

use domain::Date;

use super::Operation;
use super::row::Row;
use crate::{Db, Exec, Result, Tx};

statements! {
    // The guard is repeated outside the subselect: on PostgreSQL two workers may pick the same row, and the second
    // finds it changed.
    CLAIM = "UPDATE operations SET state = 'running', lease_owner = $1, lease_until = $2, attempt = attempt + 1
        WHERE id = (SELECT id FROM operations
            WHERE ((state = 'ready' AND run_at <= $3) OR (state = 'running' AND lease_until < $3))
              AND (not_before IS NULL OR not_before <= $4)
            ORDER BY run_at, id LIMIT 1)
          AND ((state = 'ready' AND run_at <= $3) OR (state = 'running' AND lease_until < $3))
        RETURNING *";
    DUE = "SELECT COUNT(*) FROM operations
        WHERE ((state = 'ready' AND run_at <= $1) OR (state = 'running' AND lease_until < $1))
          AND (not_before IS NULL OR not_before <= $2)";
    NEXT_RUN = "SELECT MIN(run_at) FROM operations WHERE state = 'ready' AND (not_before IS NULL OR not_before <= $1)";
    WAKE_WAITING = "UPDATE operations SET run_at = $2 WHERE state = 'ready' AND run_at > $2 AND note LIKE $1";
}

/// Takes the next due operation for a worker, or one whose owner's lease ran out.
pub async fn claim(
    db: &Db,
    owner: &str,
    now_ms: i64,
    lease_ms: i64,
    today: Date,
) -> Result<Option<Operation>> {
    loop {
        // No transaction of several statements: a worker that froze in it would keep the first row of the queue, and
        // with it every other worker. Read to its end, the claim is durable.
        let rows = fetch_all!(db.alone(), Row, CLAIM, owner, now_ms + lease_ms, now_ms, today.to_string())?;
        if let Some(row) = rows.into_iter().next() {
            return row.try_into().map(Some);
        }
        // Another worker was quicker; something else may still be due.
        if due(db, now_ms, today).await? == 0 {
            return Ok(None);
        }
    }
}

/// How many operations could be claimed now.
async fn due(db: &Db, now_ms: i64, today: Date) -> Result<i64> {
    fetch_scalar!(db, i64, DUE, now_ms, today.to_string())
}

/// When the next queued operation may run.
pub async fn next_run(db: impl Into<Exec<'_>>, today: Date) -> Result<Option<i64>> {
    fetch_scalar!(db, Option<i64>, NEXT_RUN, today.to_string())
}

/// Lets every operation that waits with a note of this name look again now.
pub async fn wake_waiting(tx: &mut Tx, note: &str, now_ms: i64) -> Result<u64> {
    execute!(tx, WAKE_WAITING, format!("{{\"note\":\"{note}\"%"), now_ms)
}
