//! Which operations somebody means: those of a list's filter, or chosen ones; counted by what they are, and named.

use std::fmt::Write as _;

use domain::{ModuleId, OperationId, OperationKind, OperationState};
use sqlx::AssertSqlSafe;

use crate::column::Search;
use crate::{Exec, Result, column};

/// What a list is filtered by.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter<'a> {
    /// Part of a host name, tariff, panel, client's name or e-mail, or a whole number; empty for all.
    pub search: &'a str,
    /// Only operations in this state.
    pub state: Option<OperationState>,
    /// Only operations that do this.
    pub kind: Option<OperationKind>,
    /// Only operations whose note is about this processing module.
    pub module: Option<ModuleId>,
    /// Only operations with a note of this kind; empty for all.
    pub reason: &'a str,
}

/// Which operations.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// These.
    Chosen(&'a [OperationId]),
    /// All that a filter finds.
    Matching(Filter<'a>),
}

/// Operations that are the same to whoever lets many go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they do.
    pub kind: OperationKind,
    /// Where they stand.
    pub state: OperationState,
    /// The kind of their notes.
    pub note_kind: Option<String>,
    /// How many.
    pub count: i64,
}

/// The values that every statement of a filter takes, in order: `$1` to `$6`.
pub(super) struct Values<'a> {
    pub(super) search: Search,
    pub(super) state: &'static str,
    pub(super) kind: &'static str,
    pub(super) module: i64,
    pub(super) reason: &'a str,
}

impl<'a> Filter<'a> {
    pub(super) fn values(&self) -> Values<'a> {
        Values {
            search: Search::new(self.search),
            state: self.state.map_or("", OperationState::as_str),
            kind: self.kind.map_or("", OperationKind::as_str),
            module: self.module.map_or(0, ModuleId::get),
            reason: self.reason,
        }
    }

    pub(super) fn shape(&self) -> Shape {
        Shape {
            search: !self.search.trim().is_empty(),
            state: self.state.is_some(),
            kind: self.kind.is_some(),
            module: self.module.is_some(),
            reason: !self.reason.is_empty(),
        }
    }
}

/// Which parts of a filter are set: each set of them is a statement of its own, so that each finds its index.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one part of the filter is set")]
pub(super) struct Shape {
    search: bool,
    state: bool,
    kind: bool,
    module: bool,
    reason: bool,
}

impl Shape {
    /// Every shape, for the test that prepares every statement.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..32_u8).map(|bits| Self {
            search: bits & 1 > 0,
            state: bits & 2 > 0,
            kind: bits & 4 > 0,
            module: bits & 8 > 0,
            reason: bits & 16 > 0,
        })
    }

    /// The tables that the search needs, beside the operations `o`.
    pub(super) fn joins(self) -> &'static str {
        if self.search {
            "JOIN services s ON s.id = o.service_id JOIN clients c ON c.id = s.client_id"
        } else {
            ""
        }
    }

    /// The condition; it names each of `$1` to `$6` whether it is asked for or not.
    pub(super) fn condition(self) -> String {
        let part = |set: bool, wanted: &'static str, unset: &'static str| if set { wanted } else { unset };
        [
            part(
                self.search,
                r"(s.search LIKE $1 ESCAPE '\' OR c.search LIKE $1 ESCAPE '\' OR o.id = $2)",
                "CAST($1 AS TEXT) IS NOT NULL AND COALESCE(CAST($2 AS BIGINT), 0) IS NOT NULL",
            ),
            part(self.state, "o.state = $3", "CAST($3 AS TEXT) IS NOT NULL"),
            part(self.kind, "o.kind = $4", "CAST($4 AS TEXT) IS NOT NULL"),
            part(self.module, "o.module_id = $5", "CAST($5 AS BIGINT) IS NOT NULL"),
            part(self.reason, "o.note_kind = $6", "CAST($6 AS TEXT) IS NOT NULL"),
        ]
        .join(" AND ")
    }
}

const NOTHING: Shape = Shape { search: false, state: false, kind: false, module: false, reason: false };

/// The tables and the condition of what somebody means.
fn source(which: &Which<'_>) -> String {
    match which {
        Which::Matching(filter) => {
            format!("{} WHERE {}", filter.shape().joins(), filter.shape().condition())
        }
        Which::Chosen(ids) => {
            let mut list = String::from("0");
            for id in *ids {
                let _ = write!(list, ", {}", id.get());
            }
            format!("WHERE {} AND o.id IN ({list})", NOTHING.condition())
        }
    }
}

fn groups_sql(source: &str) -> String {
    format!(
        "SELECT o.kind, o.state, o.note_kind, COUNT(*) FROM operations o {source}
        GROUP BY o.kind, o.state, o.note_kind"
    )
}

fn ids_sql(source: &str) -> String {
    format!("SELECT o.id FROM operations o {source} AND o.id < $7 ORDER BY o.id DESC LIMIT $8")
}

/// Every statement of this file.
pub(crate) fn variants() -> Vec<String> {
    let chosen = source(&Which::Chosen(&[OperationId::new(1)]));
    let matching = Shape::all().map(|shape| format!("{} WHERE {}", shape.joins(), shape.condition()));
    matching.chain([chosen]).flat_map(|source| [groups_sql(&source), ids_sql(&source)]).collect()
}

fn values<'a>(which: &Which<'a>) -> Values<'a> {
    match which {
        Which::Matching(filter) => filter.values(),
        Which::Chosen(_) => Filter::default().values(),
    }
}

/// How many there are of each sort.
pub async fn groups(db: impl Into<Exec<'_>>, which: &Which<'_>) -> Result<Vec<Group>> {
    let Values { search, state, kind, module, reason } = values(which);
    let sql = AssertSqlSafe(groups_sql(&source(which)));
    type Row = (String, String, Option<String>, i64);
    let rows = fetch_all!(db, Row, sql, search.pattern, search.id, state, kind, module, reason)?;
    rows.into_iter()
        .map(|(kind, state, note_kind, count)| {
            Ok(Group {
                kind: column::parse("operations.kind", &kind)?,
                state: column::parse("operations.state", &state)?,
                note_kind,
                count,
            })
        })
        .collect()
}

/// The first of them below a number, the newest first.
pub async fn ids_below(
    db: impl Into<Exec<'_>>,
    which: &Which<'_>,
    below: i64,
    limit: i64,
) -> Result<Vec<OperationId>> {
    let Values { search, state, kind, module, reason } = values(which);
    let sql = AssertSqlSafe(ids_sql(&source(which)));
    let rows =
        fetch_all!(db, (i64,), sql, search.pattern, search.id, state, kind, module, reason, below, limit)?;
    Ok(rows.into_iter().map(|(id,)| OperationId::new(id)).collect())
}
