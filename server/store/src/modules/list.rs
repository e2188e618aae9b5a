//! The staff's list of processing modules: searched, filtered, sorted and paged in the database.

use domain::ModuleState;

use super::{Module, Row};
use crate::{Exec, Result, column};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// The place among modules.
    #[default]
    Sort,
    /// The number.
    Id,
    /// The name.
    Name,
    /// What it connects to.
    Kind,
    /// The data center.
    Datacenter,
    /// Whether it is in use.
    State,
}

impl SortBy {
    const ALL: [Self; 6] = [Self::Sort, Self::Id, Self::Name, Self::Kind, Self::Datacenter, Self::State];

    const fn column(self) -> &'static str {
        match self {
            Self::Sort => "sort",
            Self::Id => "id",
            Self::Name => "name COLLATE \"C\"",
            Self::Kind => "kind COLLATE \"C\"",
            Self::Datacenter => "datacenter COLLATE \"C\"",
            Self::State => "state COLLATE \"C\"",
        }
    }
}

/// Which modules, in which order, which page.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Text to find in name, address, user or data center; empty finds all.
    pub search: String,
    /// Only modules in this state.
    pub state: Option<ModuleState>,
    /// What they are sorted by.
    pub sort: SortBy,
    /// Whether from the end.
    pub descending: bool,
    /// How many to skip.
    pub offset: i64,
    /// How many to show.
    pub limit: i64,
}

/// A page of modules, and how many there are in all.
#[derive(Debug)]
pub struct Listed {
    /// The page.
    pub modules: Vec<Module>,
    /// All that match.
    pub total: i64,
}

const WHERE: &str = "search LIKE $1 ESCAPE '\\' AND (CAST($2 AS TEXT) IS NULL OR state = $2)";

fn page_sql(sort: SortBy, descending: bool) -> String {
    let direction = if descending { "DESC" } else { "ASC" };
    format!(
        "SELECT {} FROM processing_modules WHERE {WHERE} ORDER BY {} {direction}, id LIMIT $3 OFFSET $4",
        super::COLUMNS,
        sort.column()
    )
}

fn count_sql() -> String {
    format!("SELECT COUNT(*) FROM processing_modules WHERE {WHERE}")
}

/// Every statement that [`page`] may run.
pub(crate) fn variants() -> Vec<String> {
    let pages = SortBy::ALL.into_iter().flat_map(|sort| [page_sql(sort, false), page_sql(sort, true)]);
    pages.chain([count_sql()]).collect()
}

/// One page.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted) -> Result<Listed> {
    let mut exec = db.into();
    let pattern = column::contains(&wanted.search);
    let state = wanted.state.map(ModuleState::as_str);
    let total = fetch_scalar!(exec.again(), i64, sqlx::AssertSqlSafe(count_sql()), pattern.as_str(), state)?;
    let sql = sqlx::AssertSqlSafe(page_sql(wanted.sort, wanted.descending));
    let rows = fetch_all!(exec.again(), Row, sql, pattern.as_str(), state, wanted.limit, wanted.offset)?;
    let modules = rows.into_iter().map(Module::try_from).collect::<Result<_>>()?;
    Ok(Listed { modules, total })
}
