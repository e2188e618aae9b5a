//! The staff's list of clients: searched, sorted and paged by the database.

use domain::{ClientId, Email, Money};

use crate::column::Search;
use crate::{Exec, Result, column};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// Number: also the order in which they came.
    Id,
    /// Name.
    Name,
    /// Balance, each currency by itself.
    Balance,
}

impl SortBy {
    /// Every way to sort.
    pub const ALL: &'static [Self] = &[Self::Id, Self::Name, Self::Balance];

    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Balance => "balance",
        }
    }

    const fn statement(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Id, false) => BY_ID,
            (Self::Id, true) => BY_ID_DOWN,
            (Self::Name, false) => BY_NAME,
            (Self::Name, true) => BY_NAME_DOWN,
            (Self::Balance, false) => BY_BALANCE,
            (Self::Balance, true) => BY_BALANCE_DOWN,
        }
    }
}

/// What is wanted of the list.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Part of a name or an e-mail address, or a whole number; empty for all.
    pub search: &'a str,
    /// What the list is sorted by.
    pub sort: SortBy,
    /// The other way round.
    pub descending: bool,
    /// How many rows.
    pub limit: u32,
    /// After how many.
    pub offset: u64,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// Where letters to it go.
    pub email: Email,
    /// What it may spend.
    pub balance: Money,
    /// Its services that are not gone.
    pub services: i64,
    /// Its orders.
    pub orders: i64,
    /// When it came, in machine milliseconds.
    pub created_at_ms: i64,
}

/// One page of the list.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let search = Search::new(wanted.search);
    let offset = i64::try_from(wanted.offset).unwrap_or(i64::MAX);
    let sql = wanted.sort.statement(wanted.descending);
    let rows = fetch_all!(db, Row, sql, search.pattern, search.id, i64::from(wanted.limit), offset)?;
    rows.into_iter().map(Line::try_from).collect()
}

/// How many rows the list has on all its pages.
pub async fn count(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<u64> {
    let search = Search::new(wanted.search);
    let count = fetch_scalar!(db, i64, COUNT, search.pattern, search.id)?;
    column::narrow("clients count", count)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    email: String,
    currency: String,
    balance: i64,
    services: i64,
    orders: i64,
    created_at: i64,
}

impl TryFrom<Row> for Line {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ClientId::new(row.id),
            name: row.name,
            email: column::parse("clients.email", &row.email)?,
            balance: column::money("clients.currency", row.balance, &row.currency)?,
            services: row.services,
            orders: row.orders,
            created_at_ms: row.created_at,
        })
    }
}

/// The page is chosen first, then counted for: what a row counts is read for the rows of the page only.
macro_rules! sorted_by {
    ($order:literal) => {
        concat!(
            r"SELECT c.id, c.name, c.email, c.currency, c.balance, c.created_at,
                (SELECT COUNT(*) FROM services s WHERE s.client_id = c.id AND s.state <> 'deleted') AS services,
                (SELECT COUNT(*) FROM orders o WHERE o.client_id = c.id) AS orders
            FROM (SELECT * FROM clients c WHERE c.search LIKE $1 ESCAPE '\' OR c.id = $2
                ORDER BY ",
            $order,
            " LIMIT $3 OFFSET $4) c ORDER BY ",
            $order
        )
    };
}

statements! {
    // Without COLLATE: the column has it, and a currency's capitals stand in one order everywhere. So an index serves.
    BY_ID = sorted_by!("c.id");
    BY_ID_DOWN = sorted_by!("c.id DESC");
    BY_NAME = sorted_by!("c.search, c.id");
    BY_NAME_DOWN = sorted_by!("c.search DESC, c.id DESC");
    BY_BALANCE = sorted_by!("c.currency, c.balance, c.id");
    BY_BALANCE_DOWN = sorted_by!("c.currency DESC, c.balance DESC, c.id DESC");
    COUNT = r"SELECT COUNT(*) FROM clients c WHERE c.search LIKE $1 ESCAPE '\' OR c.id = $2";
}
