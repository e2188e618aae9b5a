//! Durable operations: put in the queue, claimed, advanced, ended.

use domain::operation::Note;
use domain::{Date, ModuleId, OperationId, OperationKind, OperationState, ServiceId};

use crate::{Constraint, Error, Exec, Result, Tx};

mod give_up;
pub mod lease;
pub mod list;
pub mod matching;
pub mod queue;
mod resume;
mod row;

pub(crate) use give_up::STATEMENTS as ENDS;
pub use give_up::give_up;
pub(crate) use resume::STATEMENTS as RESUMES;
pub use resume::{resume_at, retry};
use row::Row;
pub(crate) use row::{note_kind, read_note};

/// At most one operation of a service is open, beside one whose recipe failed and the returns of its former licenses.
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
    /// The kind of that note; absent once a person has let it go on.
    pub note_kind: Option<String>,
    /// The processing module that the note is about.
    pub module_id: Option<ModuleId>,
    /// When it was queued.
    pub created_at_ms: i64,
    /// When it ended.
    pub finished_at_ms: Option<i64>,
}

statements! {
    ENQUEUE = "INSERT INTO operations (kind, service_id, state, step, data, run_at, created_at)
        VALUES ($1, $2, 'ready', $3, $4, $5, $5) RETURNING id";
    FIND = "SELECT * FROM operations WHERE id = $1";
    // A license that stayed behind is returned beside whatever else is done for the service.
    LATEST_OF_SERVICE = "SELECT * FROM operations WHERE service_id = $1 AND kind <> 'return_license'
        ORDER BY id DESC LIMIT 1";
    OPEN_OF_SERVICE = "SELECT * FROM operations
        WHERE service_id = $1 AND kind <> 'return_license' AND state IN ('ready', 'running', 'failed', 'unknown')
        ORDER BY id";
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

/// The operation that last worked on a service; the return of a license that it had before is none.
pub async fn latest_of_service(db: impl Into<Exec<'_>>, service: ServiceId) -> Result<Option<Operation>> {
    fetch_optional!(db, Row, LATEST_OF_SERVICE, service.get())?.map(TryInto::try_into).transpose()
}

/// The operations of a service that are not over, the oldest first.
pub async fn open_of_service(db: impl Into<Exec<'_>>, service: ServiceId) -> Result<Vec<Operation>> {
    fetch_all!(db, Row, OPEN_OF_SERVICE, service.get())?.into_iter().map(TryInto::try_into).collect()
}

/// How many operations will still go on by themselves.
pub async fn open(db: impl Into<Exec<'_>>) -> Result<i64> {
    fetch_scalar!(db, i64, OPEN)
}

/// Refuses a change that touched no row: the operation is not as it was read.
fn one(touched: u64) -> Result<()> {
    if touched == 1 { Ok(()) } else { Err(Error::Stale("operation")) }
}
