//! Services with a panel and the terms of their licenses, in the order in which gaps open.

#[macro_use]
mod terms;

use domain::term_coverage::{Facts, LicenseTerm, Work};
use domain::{ClientId, Date, HostName, LicenseId, ModuleId, OperationId, ServiceId};

use crate::column::Search;
use crate::{Exec, Result, column};

/// What is wanted of the list.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Part of a host name, client, license or address, or a whole number; empty for all.
    pub search: &'a str,
    /// Only those with a gap.
    pub gaps_only: bool,
    /// Today.
    pub today: Date,
    /// How many rows.
    pub limit: i64,
    /// After how many.
    pub offset: i64,
}

/// A service with a panel, and what is known of its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The service.
    pub service: ServiceId,
    /// Its name.
    pub host_name: HostName,
    /// Its panel.
    pub panel_name: String,
    /// Whose it is.
    pub client: (ClientId, String),
    /// The license that serves it, and its name.
    pub license: Option<(LicenseId, String)>,
    /// The license server, and its name.
    pub module: (ModuleId, String),
    /// The operation that is open for it.
    pub operation: Option<OperationId>,
    /// What the two terms are compared by.
    pub facts: Facts,
}

statements! {
    PAGE = concat!(columns!(), rows!(), searched!(), by_day!(), " LIMIT $4 OFFSET $5");
    PAGE_OF_GAPS = concat!(columns!(), rows!(), searched!(), " AND ", gap!(), by_day!(), " LIMIT $4 OFFSET $5");
    COUNTS = concat!(
        "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN ", gap!(), " THEN 1 ELSE 0 END), 0) AS BIGINT)",
        rows!(), searched!()
    );
    OF_SERVICE = concat!(columns!(), rows!(), " AND s.id = $2 AND $1 = $1");
    ALERTS = concat!(columns!(), rows!(), alert!(), " ORDER BY s.id");
    OPEN_ALERTS = concat!(
        "SELECT COUNT(*)", rows!(), alert!(), " AND ", work!(), " NOT IN ('under_way', 'failed', 'undecided')"
    );
}

/// One page: gaps first, then what is renewed in time, then what is covered.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let sql = if wanted.gaps_only { PAGE_OF_GAPS } else { PAGE };
    let (search, today) = (Search::new(wanted.search), wanted.today.to_string());
    let rows = fetch_all!(db, Row, sql, today, search.pattern, search.id, wanted.limit, wanted.offset)?;
    rows.into_iter().map(|row| row.line(wanted.today)).collect()
}

/// How many services the search finds, and how many of them have a gap.
pub async fn counts(db: impl Into<Exec<'_>>, search: &str, today: Date) -> Result<(i64, i64)> {
    let search = Search::new(search);
    fetch_one!(db, (i64, i64), COUNTS, today.to_string(), search.pattern, search.id)
}

/// The terms of one service, if a license is owed to it.
pub async fn of_service(db: impl Into<Exec<'_>>, service: ServiceId, today: Date) -> Result<Option<Line>> {
    let row = fetch_optional!(db, Row, OF_SERVICE, today.to_string(), service.get())?;
    row.map(|row| row.line(today)).transpose()
}

/// Every gap at a license server that opens by a day, whoever works on it; `today` is the day there.
pub async fn alerts(
    db: impl Into<Exec<'_>>,
    module: ModuleId,
    today: Date,
    until: Date,
) -> Result<Vec<Line>> {
    let rows = fetch_all!(db, Row, ALERTS, today.to_string(), module.get(), until.to_string())?;
    rows.into_iter().map(|row| row.line(today)).collect()
}

/// How many gaps at a license server open by a day that nobody works on; `today` is the day there.
pub async fn open_alerts(db: impl Into<Exec<'_>>, module: ModuleId, today: Date, until: Date) -> Result<i64> {
    fetch_scalar!(db, i64, OPEN_ALERTS, today.to_string(), module.get(), until.to_string())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    host_name: String,
    panel_name: String,
    state: String,
    panel_state: String,
    paid_until: String,
    goes_on: bool,
    client_id: i64,
    client_name: String,
    license_id: Option<i64>,
    license_name: Option<String>,
    remote_status: Option<String>,
    is_elsewhere: bool,
    expires_on: Option<String>,
    module_id: i64,
    renew_before_days: i64,
    renewals_on: bool,
    module_name: String,
    module_state: String,
    operation_id: Option<i64>,
    work: String,
    given_up: bool,
}

impl Row {
    fn line(self, today: Date) -> Result<Line> {
        let license = match &self.remote_status {
            None => None,
            Some(status) => Some(LicenseTerm {
                status: column::parse("licenses.remote_status", status)?,
                is_elsewhere: self.is_elsewhere,
                expires_on: column::parse_optional("licenses.expires_on", self.expires_on.as_deref())?,
            }),
        };
        let work: Work = column::parse("the work on a service", &self.work)?;
        let facts = Facts {
            today,
            service: column::parse("services.state", &self.state)?,
            panel: column::parse("services.panel_state", &self.panel_state)?,
            paid_until: column::parse("services.paid_until", &self.paid_until)?,
            goes_on: self.goes_on,
            license,
            lead_days: column::narrow("license_servers.renew_before_days", self.renew_before_days)?,
            module: column::parse("processing_modules.state", &self.module_state)?,
            renewals_on: self.renewals_on,
            given_up: self.given_up,
            work,
        };
        Ok(Line {
            service: ServiceId::new(self.id),
            host_name: column::parse("services.host_name", &self.host_name)?,
            panel_name: self.panel_name,
            client: (ClientId::new(self.client_id), self.client_name),
            license: self.license_id.map(LicenseId::new).zip(self.license_name),
            module: (ModuleId::new(self.module_id), self.module_name),
            operation: self.operation_id.map(OperationId::new),
            facts,
        })
    }
}
