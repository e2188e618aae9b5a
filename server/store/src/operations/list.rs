//! The staff's list of operations.

use domain::operation::Note;
use domain::{ModuleId, OperationId, OperationKind, OperationState, ServiceId};
use sqlx::AssertSqlSafe;

pub use super::matching::Filter;
use super::matching::{Shape, Values};
use crate::{Exec, Result, column};

/// Which operations, and which page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Which.
    pub filter: Filter<'a>,
    /// How many rows.
    pub limit: i64,
    /// After how many.
    pub offset: i64,
}

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
    /// The processing module that the note is about, and its name.
    pub module: Option<(ModuleId, String)>,
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
    /// How many notes colleagues left on it.
    pub handover_notes: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    kind: String,
    state: String,
    step: String,
    note: Option<String>,
    module_id: Option<i64>,
    module_name: Option<String>,
    service_id: i64,
    host_name: String,
    created_at: i64,
    run_at: i64,
    finished_at: Option<i64>,
    handover_notes: i64,
}

/// The page is found first, from an index alone; what a line shows beside it is read for its rows only.
fn page_sql(shape: Shape) -> String {
    format!(
        "SELECT o.id, o.kind, o.state, o.step, o.note, o.module_id, m.name AS module_name, o.service_id, s.host_name,
            o.created_at, o.run_at, o.finished_at,
            (SELECT COUNT(*) FROM handover_notes h WHERE h.operation_id = o.id) AS handover_notes
        FROM operations o JOIN services s ON s.id = o.service_id LEFT JOIN processing_modules m ON m.id = o.module_id
        WHERE o.id IN (SELECT o.id FROM operations o {} WHERE {} ORDER BY o.id DESC LIMIT $7 OFFSET $8)
        ORDER BY o.id DESC",
        shape.joins(),
        shape.condition()
    )
}

fn counts_sql(shape: Shape) -> String {
    format!(
        "SELECT o.state, COUNT(*) FROM operations o {} WHERE {} GROUP BY o.state",
        shape.joins(),
        shape.condition()
    )
}

/// Every statement that [`page`] and [`counts`] may run.
pub(crate) fn variants() -> Vec<String> {
    Shape::all().flat_map(|shape| [page_sql(shape), counts_sql(shape)]).collect()
}

statements! {
    REASONS = "SELECT note_kind, COUNT(*) FROM operations
        WHERE note_kind IS NOT NULL AND state IN ('ready', 'running', 'failed', 'unknown') GROUP BY note_kind
        ORDER BY 2 DESC, 1";
    NEEDS_PERSON = "SELECT (SELECT COUNT(*) FROM operations WHERE state IN ('failed', 'unknown'))
        + (SELECT COUNT(*) FROM tasks t JOIN operations o ON o.id = t.operation_id
            WHERE t.closed_at IS NULL AND o.state NOT IN ('failed', 'unknown')),
        (SELECT COUNT(*) FROM charges WHERE state = 'unexplained' AND acknowledged_at IS NULL)";
}

/// One page, newest first.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let Values { search, state, kind, module, reason } = wanted.filter.values();
    let sql = AssertSqlSafe(page_sql(wanted.filter.shape()));
    let (limit, offset) = (wanted.limit, wanted.offset);
    let rows =
        fetch_all!(db, Row, sql, search.pattern, search.id, state, kind, module, reason, limit, offset)?;
    rows.into_iter().map(Line::try_from).collect()
}

/// How many operations that a filter finds there are in each state that occurs, whatever its own state.
pub async fn counts(db: impl Into<Exec<'_>>, filter: Filter<'_>) -> Result<Vec<(OperationState, i64)>> {
    let filter = Filter { state: None, ..filter };
    let Values { search, state, kind, module, reason } = filter.values();
    let sql = AssertSqlSafe(counts_sql(filter.shape()));
    let rows = fetch_all!(db, (String, i64), sql, search.pattern, search.id, state, kind, module, reason)?;
    rows.into_iter().map(|(state, count)| Ok((column::parse("operations.state", &state)?, count))).collect()
}

/// The kinds of notes of operations that are not over, the most frequent first.
pub async fn reasons(db: impl Into<Exec<'_>>) -> Result<Vec<(String, i64)>> {
    fetch_all!(db, (String, i64), REASONS)
}

/// How much needs a person: operations that failed or are undecided, and tasks of others; none is counted twice. Beside
/// it, the charges that nothing explains and nobody has looked into.
pub async fn needs_person(db: impl Into<Exec<'_>>) -> Result<(i64, i64)> {
    fetch_one!(db, (i64, i64), NEEDS_PERSON)
}

impl TryFrom<Row> for Line {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: OperationId::new(row.id),
            kind: column::parse("operations.kind", &row.kind)?,
            state: column::parse("operations.state", &row.state)?,
            step: row.step,
            note: super::read_note("operations.note", row.note)?,
            module: row.module_id.map(ModuleId::new).zip(row.module_name),
            service_id: ServiceId::new(row.service_id),
            host_name: row.host_name,
            created_at_ms: row.created_at,
            run_at_ms: row.run_at,
            finished_at_ms: row.finished_at,
            handover_notes: row.handover_notes,
        })
    }
}
