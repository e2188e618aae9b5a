//! The staff's list of open tasks, the oldest first.

use domain::operation::Note;
use domain::{ModuleId, OperationId, OperationKind, OperationState, ServiceId, TaskId, UserId};
use sqlx::AssertSqlSafe;

use crate::column::Search;
use crate::{Error, Exec, Result, column};

/// Who is on a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// This person.
    By(UserId),
    /// Nobody.
    Nobody,
}

/// Which tasks, and which page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Part of a host name, tariff, panel, client's name or e-mail, or an operation's number; empty for all.
    pub search: &'a str,
    /// Only tasks of operations that do this.
    pub kind: Option<OperationKind>,
    /// Only tasks about this processing module.
    pub module: Option<ModuleId>,
    /// Only tasks for this kind of reason; empty for all.
    pub reason: &'a str,
    /// Only tasks that were raised before this moment, in machine milliseconds.
    pub before_ms: Option<i64>,
    /// Only tasks that this one is on.
    pub held: Option<Held>,
    /// How many rows.
    pub limit: i64,
    /// After how many.
    pub offset: i64,
}

/// An open task.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The operation that stopped.
    pub operation_id: OperationId,
    /// What that does.
    pub kind: OperationKind,
    /// Where it stands.
    pub state: OperationState,
    /// The service concerned.
    pub service_id: ServiceId,
    /// That service's host name.
    pub host_name: String,
    /// The name of the processing module concerned.
    pub module: Option<String>,
    /// Why a person is needed.
    pub reason: Note,
    /// When it was raised, in machine milliseconds.
    pub created_at_ms: i64,
    /// Who is on it, by number and name, and since when.
    pub holder: Option<(UserId, String, i64)>,
    /// What a colleague wrote last on the operation.
    pub last_note: Option<String>,
}

/// Tasks for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The kind of the reason.
    pub kind: String,
    /// How many tasks.
    pub count: i64,
    /// When the oldest was raised, in machine milliseconds.
    pub oldest_ms: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    operation_id: i64,
    kind: String,
    state: String,
    service_id: i64,
    host_name: String,
    module_name: Option<String>,
    reason: String,
    created_at: i64,
    holder_id: Option<i64>,
    holder_name: Option<String>,
    held_since: Option<i64>,
    last_note: Option<String>,
}

statements! {
    REASONS = "SELECT reason_kind, COUNT(*), MIN(created_at) FROM tasks WHERE closed_at IS NULL
        GROUP BY reason_kind ORDER BY 2 DESC, 1";
}

// Open tasks are few among all and found by the index of those; what is asked for is picked from them. A holder of 0 is
// nobody, one of -1 is not asked for.
const FOUND: &str = r"FROM tasks t JOIN operations o ON o.id = t.operation_id JOIN services s ON s.id = t.service_id
    JOIN clients c ON c.id = s.client_id
    WHERE t.closed_at IS NULL
        AND (s.search LIKE $1 ESCAPE '\' OR c.search LIKE $1 ESCAPE '\' OR o.id = $2)
        AND ($3 = '' OR o.kind = $3) AND ($4 = 0 OR o.module_id = $4) AND ($5 = '' OR t.reason_kind = $5)
        AND t.created_at < $6 AND ($7 = -1 OR COALESCE(t.holder_id, 0) = $7)";

fn page_sql() -> String {
    format!(
        "SELECT t.id, t.operation_id, o.kind, o.state, t.service_id, s.host_name, m.name AS module_name, t.reason,
            t.created_at, t.holder_id, u.name AS holder_name, t.held_since,
            (SELECT h.words FROM handover_notes h WHERE h.operation_id = o.id ORDER BY h.id DESC LIMIT 1) AS last_note
        FROM (SELECT t.id {FOUND} ORDER BY t.id LIMIT $8 OFFSET $9) f JOIN tasks t ON t.id = f.id
            JOIN operations o ON o.id = t.operation_id JOIN services s ON s.id = t.service_id
            LEFT JOIN processing_modules m ON m.id = o.module_id LEFT JOIN users u ON u.id = t.holder_id
        ORDER BY t.id"
    )
}

fn count_sql() -> String {
    format!("SELECT COUNT(*) {FOUND}")
}

/// The statements that are put together.
pub(crate) fn variants() -> Vec<String> {
    vec![page_sql(), count_sql()]
}

/// One page, and how many there are in all.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<(Vec<Task>, i64)> {
    let mut exec = db.into();
    let search = Search::new(wanted.search);
    let kind = wanted.kind.map_or("", OperationKind::as_str);
    let module = wanted.module.map_or(0, ModuleId::get);
    let before = wanted.before_ms.unwrap_or(i64::MAX);
    let holder = match wanted.held {
        Some(Held::By(user)) => user.get(),
        Some(Held::Nobody) => 0,
        None => -1,
    };
    let (pattern, id) = (search.pattern.as_str(), search.id);
    let sql = AssertSqlSafe(count_sql());
    let total =
        fetch_scalar!(exec.again(), i64, sql, pattern, id, kind, module, wanted.reason, before, holder)?;
    let sql = AssertSqlSafe(page_sql());
    let (limit, offset) = (wanted.limit, wanted.offset);
    let rows = fetch_all!(
        exec.again(),
        Row,
        sql,
        pattern,
        id,
        kind,
        module,
        wanted.reason,
        before,
        holder,
        limit,
        offset
    )?;
    Ok((rows.into_iter().map(Task::try_from).collect::<Result<_>>()?, total))
}

/// The open tasks by their reasons, the most frequent first.
pub async fn reasons(db: impl Into<Exec<'_>>) -> Result<Vec<Reason>> {
    let rows = fetch_all!(db, (String, i64, i64), REASONS)?;
    Ok(rows.into_iter().map(|(kind, count, oldest_ms)| Reason { kind, count, oldest_ms }).collect())
}

impl TryFrom<Row> for Task {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let holder = row.holder_id.zip(row.holder_name).zip(row.held_since);
        Ok(Self {
            id: TaskId::new(row.id),
            operation_id: OperationId::new(row.operation_id),
            kind: column::parse("operations.kind", &row.kind)?,
            state: column::parse("operations.state", &row.state)?,
            service_id: ServiceId::new(row.service_id),
            host_name: row.host_name,
            module: row.module_name,
            reason: serde_json::from_str(&row.reason)
                .map_err(|error| Error::corrupt("tasks.reason", error))?,
            created_at_ms: row.created_at,
            holder: holder.map(|((id, name), since)| (UserId::new(id), name, since)),
            last_note: row.last_note,
        })
    }
}
