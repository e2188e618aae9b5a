//! The staff's list of licenses: searched, filtered, sorted and paged in the database.

use domain::LicenseState;

use super::License;
use super::row::Row;
use crate::{Exec, Result};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Newest first.
    #[default]
    Id,
    /// By name.
    Name,
    /// By address.
    Address,
    /// Soonest expiry first.
    Expires,
}

impl Sort {
    const ALL: [Self; 4] = [Self::Id, Self::Name, Self::Address, Self::Expires];

    const fn order(self) -> &'static str {
        match self {
            Self::Id => "id DESC",
            Self::Name => "name COLLATE \"C\", id DESC",
            Self::Address => "address COLLATE \"C\", id DESC",
            Self::Expires => "expires_on NULLS LAST, id DESC",
        }
    }
}

/// Which licenses, in which order, which page.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Text to find in id, name or address; empty finds all.
    pub search: String,
    /// Only licenses in this state.
    pub state: Option<LicenseState>,
    /// The order.
    pub sort: Sort,
    /// How many to skip.
    pub offset: i64,
    /// How many to show.
    pub limit: i64,
}

/// A page of licenses, and how many there are in all.
#[derive(Debug)]
pub struct Listed {
    /// The page.
    pub licenses: Vec<License>,
    /// All that match.
    pub total: i64,
}

const WHERE: &str = "search LIKE $1 ESCAPE '\\' AND (CAST($2 AS TEXT) IS NULL OR state = $2)";

fn page_sql(sort: Sort) -> String {
    format!(
        "SELECT * FROM licenses WHERE {WHERE}
        ORDER BY {} LIMIT $3 OFFSET $4",
        sort.order()
    )
}

fn count_sql() -> String {
    format!("SELECT COUNT(*) FROM licenses WHERE {WHERE}")
}

/// Every statement that [`list`] may run.
pub fn list_variants() -> Vec<String> {
    Sort::ALL.into_iter().map(page_sql).chain([count_sql()]).collect()
}

/// One page.
pub async fn list(db: impl Into<Exec<'_>>, filter: &Filter) -> Result<Listed> {
    let mut exec = db.into();
    let pattern = crate::column::contains(&filter.search);
    let state = filter.state.map(LicenseState::as_str);
    let total = fetch_scalar!(exec.again(), i64, sqlx::AssertSqlSafe(count_sql()), pattern.as_str(), state)?;
    let rows = fetch_all!(
        exec.again(),
        Row,
        sqlx::AssertSqlSafe(page_sql(filter.sort)),
        pattern.as_str(),
        state,
        filter.limit,
        filter.offset
    )?;
    let licenses = rows.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
    Ok(Listed { licenses, total })
}
