//! Durable operations: put in the queue, claimed, advanced, ended.
//!
//! A worker owns an operation by a lease. Everything it writes goes through [`begin_fenced`], which fails when
//! the lease was lost: of two workers that both believe to own an operation only the later can write.

use domain::operation::Note;
use domain::{Date, OperationId, OperationKind, OperationState, ServiceId};

use crate::{Constraint, Db, Error, Exec, Result, Tx};

pub mod list;
mod row;

use row::Row;
pub(crate) use row::read_note;

/// At most one operation of a service is open.
pub const ONE_OPEN: Constraint = Constraint { name: "operations_one_open", columns: "operations.service_id" };

/// An operation to be queued.
#[derive(Debug)]
pub struct NewOperation<'a> {
    /// What it does.
    pub kind: OperationKind,
    /// The service it works on.
    pub service_id: ServiceId,
    /// Its first step.
    pub step: &'a str,
    /// What its steps hand to each other.
    pub data: serde_json::Value,
    /// When it may run, in machine milliseconds.
    pub run_at_ms: i64,
}

/// An operation as it stands.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its id.
    pub id: OperationId,
    /// What it does.
    pub kind: OperationKind,
    /// The service it works on.
    pub service_id: ServiceId,
    /// Where it stands.
    pub state: OperationState,
    /// The step that runs next.
    pub step: String,
    /// What its steps hand to each other.
    pub data: serde_json::Value,
    /// When it may run next, in machine milliseconds.
    pub run_at_ms: i64,
    /// The business day before which it does not run.
    pub not_before: Option<Date>,
    /// The worker that owns it.
    pub lease_owner: Option<String>,
    /// How often it was claimed: the fence.
    pub attempt: i64,
    /// Failures of the current step in a row.
    pub failures: i64,
    /// What its last step had to say.
    pub note: Option<Note>,
    /// When it was queued.
    pub created_at_ms: i64,
    /// When it ended.
    pub finished_at_ms: Option<i64>,
}

statements! {
    ENQUEUE = "INSERT INTO operations (kind, service_id, state, step, data, run_at, created_at)
        VALUES ($1, $2, 'ready', $3, $4, $5, $5) RETURNING id";
    FIND = "SELECT * FROM operations WHERE id = $1";
    LATEST_OF_SERVICE = "SELECT * FROM operations WHERE service_id = $1 ORDER BY id DESC LIMIT 1";
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
    FENCE = "UPDATE operations SET lease_until = $4 WHERE id = $1 AND state = 'running' AND lease_owner = $2
        AND attempt = $3";
    ADVANCE = "UPDATE operations SET state = $2, step = $3, data = $4, run_at = $5, not_before = $6, failures = $7,
        note = $8, lease_owner = NULL, lease_until = NULL, finished_at = $9 WHERE id = $1";
    HAND_BACK = "UPDATE operations SET state = 'ready', run_at = $4, lease_owner = NULL, lease_until = NULL
        WHERE id = $1 AND state = 'running' AND lease_owner = $2 AND attempt = $3";
    GIVE_UP = "UPDATE operations SET state = 'given_up', note = $2, finished_at = $3, lease_owner = NULL,
        lease_until = NULL WHERE id = $1 AND (state IN ('failed', 'unknown') OR (state = 'ready' AND note IS NOT NULL))";
    RETRY = "UPDATE operations SET state = 'ready', run_at = $2, not_before = NULL, failures = 0, data = $3
        WHERE id = $1 AND state IN ('failed', 'ready') AND attempt = $4";
    RESUME_AT = "UPDATE operations SET state = 'ready', step = $2, run_at = $3, not_before = NULL, failures = 0,
        note = NULL WHERE id = $1 AND state = 'unknown'";
    ABANDON_PLANNED = "UPDATE purchase_intents SET state = 'given_up' WHERE operation_id = $1 AND state = 'planned'";
    ABANDON_RENEWAL = "UPDATE renewal_intents SET state = 'given_up' WHERE operation_id = $1 AND state = 'planned'";
    ABANDON_RESERVED = "UPDATE licenses SET state = 'attached', reserved_by = NULL,
        service_id = (SELECT service_id FROM operations WHERE id = $1) WHERE reserved_by = $1";
    WAKE_WAITING = "UPDATE operations SET run_at = $2 WHERE state = 'ready' AND run_at > $2 AND note LIKE $1";
    OPEN = "SELECT COUNT(*) FROM operations WHERE state IN ('ready', 'running')";
}

/// Queues an operation in the transaction that wants it.
pub async fn enqueue(tx: &mut Tx, new: &NewOperation<'_>) -> Result<OperationId> {
    let id = fetch_scalar!(
        tx,
        i64,
        ENQUEUE,
        new.kind.as_str(),
        new.service_id.get(),
        new.step,
        new.data.to_string(),
        new.run_at_ms
    )?;
    Ok(OperationId::new(id))
}

/// One operation.
pub async fn find(db: impl Into<Exec<'_>>, id: OperationId) -> Result<Option<Operation>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(TryInto::try_into).transpose()
}

/// The operation that last worked on a service.
pub async fn latest_of_service(db: impl Into<Exec<'_>>, service: ServiceId) -> Result<Option<Operation>> {
    fetch_optional!(db, Row, LATEST_OF_SERVICE, service.get())?.map(TryInto::try_into).transpose()
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
        let mut tx = db.begin().await?;
        let row = fetch_optional!(&mut tx, Row, CLAIM, owner, now_ms + lease_ms, now_ms, today.to_string())?;
        tx.commit().await?;
        if let Some(row) = row {
            return row.try_into().map(Some);
        }
        // Another worker was quicker; something else may still be due.
        if due(db, now_ms, today).await? == 0 {
            return Ok(None);
        }
    }
}

/// How many operations could be claimed now.
pub async fn due(db: impl Into<Exec<'_>>, now_ms: i64, today: Date) -> Result<i64> {
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

/// How many operations will still go on by themselves.
pub async fn open(db: impl Into<Exec<'_>>) -> Result<i64> {
    fetch_scalar!(db, i64, OPEN)
}

/// Begins a transaction that only the owner of the lease gets, and renews the lease.
pub async fn begin_fenced(db: &Db, operation: &Operation, lease_until_ms: i64) -> Result<Tx> {
    let mut tx = db.begin().await?;
    let owner = operation.lease_owner.as_deref().unwrap_or_default();
    let touched = execute!(&mut tx, FENCE, operation.id.get(), owner, operation.attempt, lease_until_ms)?;
    if touched == 1 { Ok(tx) } else { Err(Error::LeaseLost) }
}

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
    /// When it ended.
    pub finished_at_ms: Option<i64>,
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
        to.note.map(row::note_text).transpose()?,
        to.finished_at_ms
    )?;
    Ok(())
}

/// Gives a claimed operation back untouched: the process is stopping.
pub async fn hand_back(db: &Db, operation: &Operation, now_ms: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    let owner = operation.lease_owner.as_deref().unwrap_or_default();
    execute!(&mut tx, HAND_BACK, operation.id.get(), owner, operation.attempt, now_ms)?;
    tx.commit().await
}

/// Ends a failed, undecided or waiting operation by a person's word. A purchase that was never sent is off; a license that
/// was half taken stays with the service, whose deletion returns it: it may be on the service's address already.
pub async fn give_up(tx: &mut Tx, id: OperationId, words: &str, now_ms: i64) -> Result<()> {
    let note = row::note_text(&Note::Person { words: words.to_owned() })?;
    let touched = execute!(&mut *tx, GIVE_UP, id.get(), note, now_ms)?;
    execute!(&mut *tx, ABANDON_PLANNED, id.get())?;
    execute!(&mut *tx, ABANDON_RENEWAL, id.get())?;
    execute!(&mut *tx, ABANDON_RESERVED, id.get())?;
    crate::locks::release(tx, id).await?;
    if touched == 1 { Ok(()) } else { Err(Error::Stale("operation")) }
}

/// Lets a failed operation go on from its failed step, or a waiting one look again now; not one that went on since
/// it was read.
pub async fn retry(tx: &mut Tx, operation: &Operation, data: &serde_json::Value, now_ms: i64) -> Result<()> {
    let touched = execute!(tx, RETRY, operation.id.get(), now_ms, data.to_string(), operation.attempt)?;
    if touched == 1 { Ok(()) } else { Err(Error::Stale("operation")) }
}

/// Lets an undecided operation go on at a step, after a person's decision.
pub async fn resume_at(tx: &mut Tx, id: OperationId, step: &str, now_ms: i64) -> Result<()> {
    let touched = execute!(tx, RESUME_AT, id.get(), step, now_ms)?;
    if touched == 1 { Ok(()) } else { Err(Error::Stale("operation")) }
}
