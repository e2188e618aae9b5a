//! Every order, for staff: searched, filtered, sorted and paged by the database.

use domain::{ClientId, Date, HostName, Money, OrderId, Period, ServiceId, ServiceState};

use crate::column::Search;
use crate::{Exec, Result, column};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// Number: also the order in which they were placed.
    Id,
    /// The client's name.
    Client,
    /// What was charged, each currency by itself.
    Total,
}

impl SortBy {
    /// Every way to sort.
    pub const ALL: &'static [Self] = &[Self::Id, Self::Client, Self::Total];

    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Client => "client",
            Self::Total => "total",
        }
    }

    const fn statement(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Id, false) => BY_ID,
            (Self::Id, true) => BY_ID_DOWN,
            (Self::Client, false) => BY_CLIENT,
            (Self::Client, true) => BY_CLIENT_DOWN,
            (Self::Total, false) => BY_TOTAL,
            (Self::Total, true) => BY_TOTAL_DOWN,
        }
    }
}

/// What is wanted of the list.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Part of a host name, tariff, panel, client's name or e-mail, or a whole number; empty for all.
    pub search: &'a str,
    /// Only orders whose service is in this state.
    pub state: Option<ServiceState>,
    /// Only this client's.
    pub client: Option<ClientId>,
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
    pub id: OrderId,
    /// When it was placed, in machine milliseconds.
    pub placed_at_ms: i64,
    /// The business date.
    pub business_day: Date,
    /// Who placed it.
    pub client_id: ClientId,
    /// The client's name.
    pub client_name: String,
    /// The tariff's name on that day.
    pub tariff_name: String,
    /// The panel's name.
    pub panel_name: String,
    /// The period that was ordered.
    pub period: Period,
    /// What was charged.
    pub total: Money,
    /// The service it became.
    pub service_id: ServiceId,
    /// The server's name.
    pub host_name: HostName,
    /// The service's state.
    pub state: ServiceState,
}

/// One page of the list.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let (search, state) = (Search::new(wanted.search), wanted.state.map_or("", ServiceState::as_str));
    let (client, limit) = (wanted.client.map(ClientId::get), i64::from(wanted.limit));
    let offset = i64::try_from(wanted.offset).unwrap_or(i64::MAX);
    let sql = wanted.sort.statement(wanted.descending);
    let rows = fetch_all!(db, Row, sql, search.pattern, search.id, state, client, limit, offset)?;
    rows.into_iter().map(Line::try_from).collect()
}

/// How many rows the list has on all its pages.
pub async fn count(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<u64> {
    let (search, state) = (Search::new(wanted.search), wanted.state.map_or("", ServiceState::as_str));
    let client = wanted.client.map(ClientId::get);
    let count = fetch_scalar!(db, i64, COUNT, search.pattern, search.id, state, client)?;
    column::narrow("orders count", count)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    placed_at: i64,
    business_day: String,
    client_id: i64,
    client_name: String,
    tariff_name: String,
    panel_name: String,
    period: i64,
    total: i64,
    currency: String,
    service_id: i64,
    host_name: String,
    state: String,
}

impl TryFrom<Row> for Line {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: OrderId::new(row.id),
            placed_at_ms: row.placed_at,
            business_day: column::parse("orders.business_day", &row.business_day)?,
            client_id: ClientId::new(row.client_id),
            client_name: row.client_name,
            tariff_name: row.tariff_name,
            panel_name: row.panel_name,
            period: column::period("orders.period", row.period)?,
            total: column::money("orders.currency", row.total, &row.currency)?,
            service_id: ServiceId::new(row.service_id),
            host_name: column::parse("services.host_name", &row.host_name)?,
            state: column::parse("services.state", &row.state)?,
        })
    }
}

/// The rows that are wanted, the same for every order.
macro_rules! wanted {
    ($columns:expr, $order:expr) => {
        concat!(
            "SELECT ",
            $columns,
            r" FROM orders o JOIN services s ON s.id = o.service_id JOIN clients c ON c.id = o.client_id
            WHERE (o.search LIKE $1 ESCAPE '\' OR c.search LIKE $1 ESCAPE '\' OR o.id = $2)
            AND ($3 = '' OR s.state = $3)
            AND (CAST($4 AS BIGINT) IS NULL OR o.client_id = $4)",
            $order
        )
    };
}

macro_rules! sorted_by {
    ($order:literal) => {
        wanted!(
            "o.id, o.placed_at, o.business_day, o.client_id, c.name AS client_name, s.tariff_name, s.panel_name,
            o.period, o.total, o.currency, o.service_id, s.host_name, s.state",
            concat!(" ORDER BY ", $order, " LIMIT $5 OFFSET $6")
        )
    };
}

statements! {
    // Without COLLATE: the column has it, and a currency's capitals stand in one order everywhere. So an index serves.
    BY_ID = sorted_by!("o.id");
    BY_ID_DOWN = sorted_by!("o.id DESC");
    BY_CLIENT = sorted_by!("c.search, o.id");
    BY_CLIENT_DOWN = sorted_by!("c.search DESC, o.id DESC");
    BY_TOTAL = sorted_by!("o.currency, o.total, o.id");
    BY_TOTAL_DOWN = sorted_by!("o.currency DESC, o.total DESC, o.id DESC");
    COUNT = wanted!("COUNT(*)", "");
}
