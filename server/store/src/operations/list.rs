//! The staff's list of operations.

use domain::operation::Note;
use domain::{OperationId, OperationKind, OperationState, ServiceId};

use crate::column::Search;
use crate::{Exec, Result, column};

/// Which operations, and which page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Part of a host name, tariff, panel, client's name or e-mail, or a whole number; empty for all.
    pub search: &'a str,
    /// Only operations in this state.
    pub state: Option<OperationState>,
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

macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.kind, o.state, o.step, o.note, o.service_id, s.host_name, o.created_at, o.run_at,
                o.finished_at
            FROM operations o JOIN services s ON s.id = o.service_id ",
            $rest
        )
    };
}

// Most lists are not searched: those are read from an index alone.
statements! {
    PAGE = lines!("ORDER BY o.id DESC LIMIT $1 OFFSET $2");
    PAGE_OF_STATE = lines!("WHERE o.state = $1 ORDER BY o.id DESC LIMIT $2 OFFSET $3");
    FOUND = lines!(r"JOIN clients c ON c.id = s.client_id
        WHERE (s.search LIKE $1 ESCAPE '\' OR c.search LIKE $1 ESCAPE '\' OR o.id = $2) AND ($3 = '' OR o.state = $3)
        ORDER BY o.id DESC LIMIT $4 OFFSET $5");
    COUNTS = "SELECT state, COUNT(*) FROM operations GROUP BY state";
    FOUND_COUNTS = r"SELECT o.state, COUNT(*) FROM operations o JOIN services s ON s.id = o.service_id
        JOIN clients c ON c.id = s.client_id
        WHERE s.search LIKE $1 ESCAPE '\' OR c.search LIKE $1 ESCAPE '\' OR o.id = $2 GROUP BY o.state";
}

/// One page, newest first.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let Wanted { limit, offset, .. } = *wanted;
    let rows = match wanted.state {
        _ if !wanted.search.trim().is_empty() => {
            let (search, state) =
                (Search::new(wanted.search), wanted.state.map_or("", OperationState::as_str));
            fetch_all!(db, Row, FOUND, search.pattern, search.id, state, limit, offset)?
        }
        None => fetch_all!(db, Row, PAGE, limit, offset)?,
        Some(state) => fetch_all!(db, Row, PAGE_OF_STATE, state.as_str(), limit, offset)?,
    };
    rows.into_iter().map(Line::try_from).collect()
}

/// How many operations that a search finds there are in each state that occurs.
pub async fn counts(db: impl Into<Exec<'_>>, search: &str) -> Result<Vec<(OperationState, i64)>> {
    let rows = if search.trim().is_empty() {
        fetch_all!(db, (String, i64), COUNTS)?
    } else {
        let search = Search::new(search);
        fetch_all!(db, (String, i64), FOUND_COUNTS, search.pattern, search.id)?
    };
    rows.into_iter().map(|(state, count)| Ok((column::parse("operations.state", &state)?, count))).collect()
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
            service_id: ServiceId::new(row.service_id),
            host_name: row.host_name,
            created_at_ms: row.created_at,
            run_at_ms: row.run_at,
            finished_at_ms: row.finished_at,
        })
    }
}
