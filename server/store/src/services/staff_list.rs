//! Every service, for staff: searched, filtered, sorted and paged by the database.

use domain::{ClientId, Date, HostName, IpAddress, PanelState, ServiceId, ServiceState};

use crate::column::Search;
use crate::{Exec, Result, column};

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortBy {
    /// Number: also the order in which they were ordered.
    Id,
    /// Host name.
    HostName,
    /// The client's name.
    Client,
    /// State.
    State,
    /// Paid until.
    PaidUntil,
}

impl SortBy {
    /// Every way to sort.
    pub const ALL: &'static [Self] = &[Self::Id, Self::HostName, Self::Client, Self::State, Self::PaidUntil];

    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::HostName => "host_name",
            Self::Client => "client",
            Self::State => "state",
            Self::PaidUntil => "paid_until",
        }
    }

    const fn statement(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Id, false) => BY_ID,
            (Self::Id, true) => BY_ID_DOWN,
            (Self::HostName, false) => BY_HOST_NAME,
            (Self::HostName, true) => BY_HOST_NAME_DOWN,
            (Self::Client, false) => BY_CLIENT,
            (Self::Client, true) => BY_CLIENT_DOWN,
            (Self::State, false) => BY_STATE,
            (Self::State, true) => BY_STATE_DOWN,
            (Self::PaidUntil, false) => BY_PAID_UNTIL,
            (Self::PaidUntil, true) => BY_PAID_UNTIL_DOWN,
        }
    }
}

/// What is wanted of the list.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Part of a host name, tariff, panel, address, client's name or e-mail, or a whole number; empty for all.
    pub search: &'a str,
    /// Only services in this state.
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
    pub id: ServiceId,
    /// The server's name.
    pub host_name: HostName,
    /// Whose it is.
    pub client_id: ClientId,
    /// The client's name.
    pub client_name: String,
    /// The tariff's name.
    pub tariff_name: String,
    /// The panel's name.
    pub panel_name: String,
    /// The server's address.
    pub address: Option<IpAddress>,
    /// The server's state.
    pub state: ServiceState,
    /// The panel's state.
    pub panel_state: PanelState,
    /// Until when it is paid.
    pub paid_until: Date,
    /// The day on which it is to be deleted.
    pub delete_on: Option<Date>,
}

/// One page of the list.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let (search, state) = (Search::new(wanted.search), wanted.state.map_or("", ServiceState::as_str));
    let offset = i64::try_from(wanted.offset).unwrap_or(i64::MAX);
    let sql = wanted.sort.statement(wanted.descending);
    let client = wanted.client.map(ClientId::get);
    let limit = i64::from(wanted.limit);
    let rows = fetch_all!(db, Row, sql, search.pattern, search.id, state, client, limit, offset)?;
    rows.into_iter().map(Line::try_from).collect()
}

/// How many rows the list has on all its pages.
pub async fn count(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<u64> {
    let (search, state) = (Search::new(wanted.search), wanted.state.map_or("", ServiceState::as_str));
    let client = wanted.client.map(ClientId::get);
    let count = fetch_scalar!(db, i64, COUNT, search.pattern, search.id, state, client)?;
    column::narrow("services count", count)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    host_name: String,
    client_id: i64,
    client_name: String,
    tariff_name: String,
    panel_name: String,
    address: Option<String>,
    state: String,
    panel_state: String,
    paid_until: String,
    delete_on: Option<String>,
}

impl TryFrom<Row> for Line {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ServiceId::new(row.id),
            host_name: column::parse("services.host_name", &row.host_name)?,
            client_id: ClientId::new(row.client_id),
            client_name: row.client_name,
            tariff_name: row.tariff_name,
            panel_name: row.panel_name,
            address: column::parse_optional("services.address", row.address.as_deref())?,
            state: column::parse("services.state", &row.state)?,
            panel_state: column::parse("services.panel_state", &row.panel_state)?,
            paid_until: column::parse("services.paid_until", &row.paid_until)?,
            delete_on: column::parse_optional("services.delete_on", row.delete_on.as_deref())?,
        })
    }
}

/// The rows that are wanted, the same for every order.
macro_rules! wanted {
    ($columns:expr, $order:expr) => {
        concat!(
            "SELECT ",
            $columns,
            r" FROM services s JOIN clients c ON c.id = s.client_id
            WHERE (s.search LIKE $1 ESCAPE '\' OR s.address LIKE $1 ESCAPE '\' OR c.search LIKE $1 ESCAPE '\'
                OR s.id = $2)
            AND ($3 = '' OR s.state = $3)
            AND (CAST($4 AS BIGINT) IS NULL OR s.client_id = $4)",
            $order
        )
    };
}

macro_rules! sorted_by {
    ($order:literal) => {
        wanted!(
            "s.id, s.host_name, s.client_id, c.name AS client_name, s.tariff_name, s.panel_name, s.address,
            s.state, s.panel_state, s.paid_until, s.delete_on",
            concat!(" ORDER BY ", $order, " LIMIT $5 OFFSET $6")
        )
    };
}

statements! {
    BY_ID = sorted_by!("s.id");
    BY_ID_DOWN = sorted_by!("s.id DESC");
    BY_HOST_NAME = sorted_by!(r#"s.host_name COLLATE "C", s.id"#);
    BY_HOST_NAME_DOWN = sorted_by!(r#"s.host_name COLLATE "C" DESC, s.id DESC"#);
    BY_CLIENT = sorted_by!(r#"c.search COLLATE "C", s.id"#);
    BY_CLIENT_DOWN = sorted_by!(r#"c.search COLLATE "C" DESC, s.id DESC"#);
    BY_STATE = sorted_by!(r#"s.state COLLATE "C", s.id"#);
    BY_STATE_DOWN = sorted_by!(r#"s.state COLLATE "C" DESC, s.id DESC"#);
    BY_PAID_UNTIL = sorted_by!(r#"s.paid_until COLLATE "C", s.id"#);
    BY_PAID_UNTIL_DOWN = sorted_by!(r#"s.paid_until COLLATE "C" DESC, s.id DESC"#);
    COUNT = wanted!("COUNT(*)", "");
}
