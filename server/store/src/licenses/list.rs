//! The staff's list of licenses: searched, filtered, sorted and paged in the database.

use domain::{ClientId, HostName, LicenseState, RemoteMoney};

use super::License;
use super::row::Row;
use crate::column::Search;
use crate::{Exec, Result, column};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Number: also the order in which we learned of them.
    #[default]
    Id,
    /// Name.
    Name,
    /// Address.
    Address,
    /// Expiry.
    Expires,
}

impl Sort {
    /// Every way to sort.
    pub const ALL: &'static [Self] = &[Self::Id, Self::Name, Self::Address, Self::Expires];

    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Address => "ip",
            Self::Expires => "expires",
        }
    }

    const fn order(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Id, false) => "l.id",
            (Self::Id, true) => "l.id DESC",
            (Self::Name, false) => "l.name COLLATE \"C\", l.id",
            (Self::Name, true) => "l.name COLLATE \"C\" DESC, l.id DESC",
            (Self::Address, false) => "l.address COLLATE \"C\", l.id",
            (Self::Address, true) => "l.address COLLATE \"C\" DESC, l.id DESC",
            (Self::Expires, false) => "l.expires_on COLLATE \"C\" NULLS LAST, l.id",
            (Self::Expires, true) => "l.expires_on COLLATE \"C\" DESC NULLS LAST, l.id DESC",
        }
    }
}

/// Which licenses, in which order, which page.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Text to find in id, name or address, or in the service or client that it serves; empty finds all.
    pub search: String,
    /// Only licenses in this state.
    pub state: Option<LicenseState>,
    /// Only those that serve this client.
    pub client: Option<ClientId>,
    /// The order.
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
    /// How many to skip.
    pub offset: i64,
    /// How many to show.
    pub limit: i64,
}

/// A page of licenses, and how many there are in all.
#[derive(Debug)]
pub struct Listed {
    /// The page.
    pub lines: Vec<Line>,
    /// All that match.
    pub total: i64,
}

/// One row of the list.
#[derive(Debug)]
pub struct Line {
    /// The license.
    pub license: License,
    /// The host name of the service that it serves, and its client.
    pub serves: Option<(HostName, ClientId, String)>,
    /// What it cost so far.
    pub cost: Cost,
}

/// What a license cost at its license server, as far as it is known: its purchase and its renewals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// The sum; `None` for one that was there before us, or whose price was not listed.
    pub total: Option<RemoteMoney>,
    /// Whether a part of it is the price list's word, not yet the license server's bill.
    pub is_expected: bool,
    /// How many renewals are in it.
    pub renewals: i64,
}

#[derive(sqlx::FromRow)]
struct ListRow {
    #[sqlx(flatten)]
    license: Row,
    host_name: Option<String>,
    client_id: Option<i64>,
    client_name: Option<String>,
    bought_e4: Option<i64>,
    bought_is_expected: i64,
    renewed_e4: Option<i64>,
    renewals: i64,
    renewals_expected: i64,
    currency: String,
}

const WHERE: &str = r"LEFT JOIN services s ON s.id = l.service_id LEFT JOIN clients c ON c.id = s.client_id
    WHERE (l.search LIKE $1 ESCAPE '\' OR s.search LIKE $1 ESCAPE '\' OR c.search LIKE $1 ESCAPE '\' OR l.id = $2)
      AND ($3 = '' OR l.state = $3) AND (CAST($4 AS BIGINT) IS NULL OR s.client_id = $4)";

/// The page is chosen first: what its rows cost is added up for them only.
fn page_sql(sort: Sort, descending: bool) -> String {
    let order = sort.order(descending);
    format!(
        "SELECT l.*, s.host_name, s.client_id, c.name AS client_name,
            COALESCE(p.cost_e4, p.expected_cost_e4) AS bought_e4,
            CASE WHEN p.id IS NOT NULL AND p.cost_e4 IS NULL THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END
                AS bought_is_expected,
            (SELECT CAST(SUM(COALESCE(r.cost_e4, r.expected_cost_e4)) AS BIGINT) FROM renewal_intents r
                WHERE r.license_id = l.id AND r.state = 'done') AS renewed_e4,
            (SELECT COUNT(*) FROM renewal_intents r WHERE r.license_id = l.id AND r.state = 'done') AS renewals,
            (SELECT COUNT(*) FROM renewal_intents r WHERE r.license_id = l.id AND r.state = 'done'
                AND r.cost_e4 IS NULL) AS renewals_expected,
            COALESCE(p.currency, m.currency) AS currency
        FROM (SELECT l.* FROM licenses l {WHERE} ORDER BY {order} LIMIT $5 OFFSET $6) l
        LEFT JOIN services s ON s.id = l.service_id
        LEFT JOIN clients c ON c.id = s.client_id
        LEFT JOIN purchase_intents p ON p.license_id = l.id
        JOIN license_servers m ON m.module_id = l.module_id
        ORDER BY {order}"
    )
}

fn count_sql() -> String {
    format!("SELECT COUNT(*) FROM licenses l {WHERE}")
}

/// Every statement that [`list`] may run.
pub fn list_variants() -> Vec<String> {
    let both = |&sort| [page_sql(sort, false), page_sql(sort, true)];
    Sort::ALL.iter().flat_map(both).chain([count_sql()]).collect()
}

/// One page.
pub async fn list(db: impl Into<Exec<'_>>, filter: &Filter) -> Result<Listed> {
    let mut exec = db.into();
    let search = Search::new(&filter.search);
    let (pattern, id) = (search.pattern.as_str(), search.id);
    let state = filter.state.map_or("", LicenseState::as_str);
    let client = filter.client.map(ClientId::get);
    let count = sqlx::AssertSqlSafe(count_sql());
    let total = fetch_scalar!(exec.again(), i64, count, pattern, id, state, client)?;
    let page = sqlx::AssertSqlSafe(page_sql(filter.sort, filter.descending));
    let (limit, offset) = (filter.limit, filter.offset);
    let rows = fetch_all!(exec.again(), ListRow, page, pattern, id, state, client, limit, offset)?;
    Ok(Listed { lines: rows.into_iter().map(Line::try_from).collect::<Result<_>>()?, total })
}

impl TryFrom<ListRow> for Line {
    type Error = crate::Error;

    fn try_from(row: ListRow) -> Result<Self> {
        let serves = match (row.host_name, row.client_id, row.client_name) {
            (Some(host_name), Some(client), Some(name)) => {
                Some((column::parse("services.host_name", &host_name)?, ClientId::new(client), name))
            }
            _ => None,
        };
        let currency = column::parse("purchase_intents.currency", &row.currency)?;
        let parts = [row.bought_e4, row.renewed_e4].into_iter().flatten();
        let total = parts.reduce(i64::saturating_add).map(|e4| RemoteMoney::new(e4, currency));
        let cost = Cost {
            total,
            is_expected: row.bought_is_expected == 1 || row.renewals_expected > 0,
            renewals: row.renewals,
        };
        Ok(Self { license: row.license.try_into()?, serves, cost })
    }
}
