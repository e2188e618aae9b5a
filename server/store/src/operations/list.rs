//! The staff's list of operations.

use domain::operation::Note;
use domain::{OperationId, OperationKind, OperationState, ServiceId};

use crate::{Exec, Result, column};

/// One line of the list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The operation.
    pub id: OperationId,
    /// What it does.
    pub kind: OperationKind,
    /// Where it stands.
    pub state: OperationState,
    /// Its step.
    pub step: String,
    /// What its last step had to say.
    pub note: Option<Note>,
    /// The service it works on.
    pub service_id: ServiceId,
    /// That service's host name.
    pub host_name: String,
    /// When it was queued, in machine milliseconds.
    pub created_at_ms: i64,
    /// When it may run next, in machine milliseconds.
    pub run_at_ms: i64,
    /// When it ended, in machine milliseconds.
    pub finished_at_ms: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    kind: String,
    state: String,
    step: String,
    note: Option<String>,
    service_id: i64,
    host_name: String,
    created_at: i64,
    run_at: i64,
    finished_at: Option<i64>,
}

statements! {
    PAGE = "SELECT o.id, o.kind, o.state, o.step, o.note, o.service_id, s.host_name, o.created_at, o.run_at,
        o.finished_at FROM operations o JOIN services s ON s.id = o.service_id ORDER BY o.id DESC LIMIT $1 OFFSET $2";
    PAGE_OF_STATE = "SELECT o.id, o.kind, o.state, o.step, o.note, o.service_id, s.host_name, o.created_at, o.run_at,
        o.finished_at FROM operations o JOIN services s ON s.id = o.service_id WHERE o.state = $1
        ORDER BY o.id DESC LIMIT $2 OFFSET $3";
    COUNTS = "SELECT state, COUNT(*) FROM operations GROUP BY state";
}

/// One page, newest first.
pub async fn page(
    db: impl Into<Exec<'_>>,
    state: Option<OperationState>,
    limit: i64,
    offset: i64,
) -> Result<Vec<Line>> {
    let rows = match state {
        None => fetch_all!(db, Row, PAGE, limit, offset)?,
        Some(state) => fetch_all!(db, Row, PAGE_OF_STATE, state.as_str(), limit, offset)?,
    };
    rows.into_iter()
        .map(|row| {
            Ok(Line {
                id: OperationId::new(row.id),
                kind: column::parse("operations.kind", &row.kind)?,
                state: column::parse("operations.state", &row.state)?,
                step: row.step,
                note: super::read_note("operations.note", row.note)?,
                service_id: ServiceId::new(row.service_id),
                host_name: row.host_name,
                created_at_ms: row.created_at,
                run_at_ms: row.run_at,
                finished_at_ms: row.finished_at,
            })
        })
        .collect()
}

/// How many operations there are in each state that occurs.
pub async fn counts(db: impl Into<Exec<'_>>) -> Result<Vec<(OperationState, i64)>> {
    fetch_all!(db, (String, i64), COUNTS)?
        .into_iter()
        .map(|(state, count)| Ok((column::parse("operations.state", &state)?, count)))
        .collect()
}
