//! Every charge at the license servers, with what caused it: purchases, renewals and changes of plan of ours, and lines
//! without a cause.

mod row;

use domain::{
    ChargeId, ChargeKind, ChargeState, Date, HostName, LicenseId, ModuleId, OperationId, Period, PlanCode,
    RemoteId, RemoteMoney, ServiceId,
};

use row::Row;

use crate::column::Search;
use crate::{Exec, Result, column};

/// What the list is sorted by, below the charges that nothing explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// The day there.
    #[default]
    Day,
    /// The cost, each currency by itself.
    Cost,
    /// The name of the license server.
    Server,
}

impl SortBy {
    /// Every way to sort.
    pub const ALL: &'static [Self] = &[Self::Day, Self::Cost, Self::Server];

    /// The word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Cost => "cost",
            Self::Server => "server",
        }
    }

    const fn order(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Day, false) => "x.day COLLATE \"C\" NULLS LAST, x.source, x.id",
            (Self::Day, true) => "x.day COLLATE \"C\" DESC NULLS LAST, x.source DESC, x.id DESC",
            (Self::Cost, false) => "x.currency COLLATE \"C\", x.amount_e4 NULLS LAST, x.source, x.id",
            (Self::Cost, true) => {
                "x.currency COLLATE \"C\" DESC, x.amount_e4 DESC NULLS LAST, x.source DESC, x.id DESC"
            }
            (Self::Server, false) => {
                "m.name COLLATE \"C\", x.day COLLATE \"C\" DESC NULLS LAST, x.source, x.id DESC"
            }
            (Self::Server, true) => {
                "m.name COLLATE \"C\" DESC, x.day COLLATE \"C\" DESC NULLS LAST, x.source, x.id DESC"
            }
        }
    }
}

/// What is wanted of the list.
#[derive(Debug, Clone, Default)]
pub struct Wanted<'a> {
    /// Part of a host name, a license, a plan code or the license server's words; empty for all.
    pub search: &'a str,
    /// Only charges in this state.
    pub state: Option<ChargeState>,
    /// The order.
    pub sort: SortBy,
    /// The other way round.
    pub descending: bool,
    /// How many rows.
    pub limit: i64,
    /// After how many.
    pub offset: i64,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is known of it.
    pub state: ChargeState,
    /// What it was taken for.
    pub kind: ChargeKind,
    /// The day there: on which it was taken, or sent while that is not known.
    pub day: Option<Date>,
    /// What was taken, or what the price list says while the state is not explained; none if neither is known.
    pub amount: Option<RemoteMoney>,
    /// Whether the amount is the price list's word.
    pub is_expected: bool,
    /// The license server, and its name.
    pub module: (ModuleId, String),
    /// The license's id there.
    pub remote_id: Option<RemoteId>,
    /// The license, if it is ours, and its name.
    pub license: Option<(LicenseId, String)>,
    /// The service that it was for, or that the license serves.
    pub service: Option<(ServiceId, HostName)>,
    /// The operation that caused it.
    pub operation: Option<OperationId>,
    /// What was bought, renewed or changed to.
    pub plan: Option<PlanCode>,
    /// For how long.
    pub period: Option<Period>,
    /// The license server's words, once it showed a line.
    pub words: Option<String>,
    /// The line there, where nothing of ours is its cause.
    pub charge: Option<ChargeId>,
    /// Who has looked into it, when, and what they noted.
    pub acknowledged: Option<Acknowledged>,
}

/// Somebody has looked into a line that nothing of ours explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// Who; none for the operator of the installation.
    pub by: Option<String>,
    /// When, in machine milliseconds.
    pub at_ms: i64,
    /// What they noted.
    pub note: String,
}

const SEARCHED: &str =
    r"(x.search LIKE $1 ESCAPE '\' OR s.search LIKE $1 ESCAPE '\' OR l.search LIKE $1 ESCAPE '\')";
const OF_LICENSE: &str = "l.id = $1";

/// The four kinds of rows, narrowed by a condition on `l` (license), `s` (service) and `x` (a text to search).
fn rows(condition: &str) -> String {
    format!(
        "SELECT CAST(1 AS BIGINT) AS source, p.id,
            CASE WHEN p.state <> 'bought' THEN 'undecided' WHEN p.cost_e4 IS NULL THEN 'expected'
                ELSE 'explained' END AS state,
            'purchase' AS kind, COALESCE(c.day, p.sent_on, p.business_day) AS day,
            COALESCE(p.cost_e4, p.expected_cost_e4) AS amount_e4, p.currency, p.module_id, l.remote_id,
            l.id AS license_id, l.name AS license_name, s.id AS service_id, s.host_name, p.operation_id, p.plan_code,
            p.period, c.words, CAST(NULL AS BIGINT) AS acknowledged_at, CAST(NULL AS TEXT) AS acknowledged_note,
            CAST(NULL AS TEXT) AS acknowledged_by
        FROM purchase_intents p JOIN services s ON s.id = p.service_id LEFT JOIN licenses l ON l.id = p.license_id
            LEFT JOIN charges c ON c.purchase_id = p.id
        WHERE p.state IN ('sending', 'unknown', 'bought') AND {purchase}
        UNION ALL
        SELECT CAST(2 AS BIGINT) AS source, r.id,
            CASE WHEN r.state <> 'done' THEN 'undecided' WHEN r.cost_e4 IS NULL THEN 'expected'
                ELSE 'explained' END AS state,
            'renewal' AS kind, COALESCE(c.day, r.sent_on, r.business_day) AS day,
            COALESCE(r.cost_e4, r.expected_cost_e4) AS amount_e4, r.currency, r.module_id, l.remote_id,
            l.id AS license_id, l.name AS license_name, s.id AS service_id, s.host_name, r.operation_id, l.plan_code,
            r.period, c.words, CAST(NULL AS BIGINT) AS acknowledged_at, CAST(NULL AS TEXT) AS acknowledged_note,
            CAST(NULL AS TEXT) AS acknowledged_by
        FROM renewal_intents r JOIN services s ON s.id = r.service_id JOIN licenses l ON l.id = r.license_id
            LEFT JOIN charges c ON c.renewal_id = r.id
        WHERE r.state IN ('sending', 'unknown', 'done') AND {renewal}
        UNION ALL
        SELECT CAST(4 AS BIGINT) AS source, r.id,
            CASE WHEN r.state <> 'done' THEN 'undecided' WHEN r.cost_e4 IS NULL THEN 'expected'
                ELSE 'explained' END AS state,
            'plan_change' AS kind, COALESCE(c.day, r.sent_on, r.business_day) AS day,
            COALESCE(r.cost_e4, r.expected_cost_e4) AS amount_e4, r.currency, r.module_id, l.remote_id,
            l.id AS license_id, l.name AS license_name, s.id AS service_id, s.host_name, r.operation_id,
            r.to_code AS plan_code, r.period, c.words, CAST(NULL AS BIGINT) AS acknowledged_at, CAST(NULL AS TEXT) AS acknowledged_note,
            CAST(NULL AS TEXT) AS acknowledged_by
        FROM plan_change_intents r JOIN services s ON s.id = r.service_id JOIN licenses l ON l.id = r.license_id
            LEFT JOIN charges c ON c.plan_change_id = r.id
        WHERE r.state IN ('sending', 'unknown', 'done') AND {plan_change}
        UNION ALL
        SELECT CAST(3 AS BIGINT) AS source, c.id,
            CASE WHEN c.state = 'unexplained' AND c.acknowledged_at IS NOT NULL THEN 'acknowledged' ELSE c.state END AS state,
            c.kind, c.day, c.amount_e4, c.currency, c.module_id,
            c.remote_id, l.id AS license_id, l.name AS license_name, s.id AS service_id, s.host_name,
            CAST(NULL AS BIGINT) AS operation_id, l.plan_code, CAST(NULL AS BIGINT) AS period, c.words,
            c.acknowledged_at, c.acknowledged_note, u.login AS acknowledged_by
        FROM charges c LEFT JOIN users u ON u.id = c.acknowledged_by LEFT JOIN licenses l ON l.module_id = c.module_id AND l.remote_id = c.remote_id
            LEFT JOIN services s ON s.id = l.service_id
        WHERE c.state IN ('open', 'unexplained') AND {charge}",
        purchase = condition.replace("x.search", "p.plan_code"),
        renewal = condition.replace("x.search", "l.plan_code"),
        plan_change = condition.replace("x.search", "r.to_code"),
        charge = condition.replace("x.search", "c.search"),
    )
}

const TOP: &str =
    "CASE x.state WHEN 'unexplained' THEN 0 WHEN 'open' THEN 1 WHEN 'undecided' THEN 2 ELSE 3 END";

fn page_sql(sort: SortBy, descending: bool) -> String {
    format!(
        "SELECT x.*, m.name AS module_name FROM ({}) x JOIN processing_modules m ON m.id = x.module_id
        WHERE ($2 = '' OR x.state = $2) ORDER BY {TOP}, {} LIMIT $3 OFFSET $4",
        rows(SEARCHED),
        sort.order(descending)
    )
}

fn of_license_sql() -> String {
    format!(
        "SELECT x.*, m.name AS module_name FROM ({}) x JOIN processing_modules m ON m.id = x.module_id
        ORDER BY {TOP}, {} LIMIT 100",
        rows(OF_LICENSE),
        SortBy::Day.order(true)
    )
}

fn counts_sql() -> String {
    format!("SELECT x.state, COUNT(*) FROM ({}) x GROUP BY x.state", rows(SEARCHED))
}

/// Every statement that is put together here.
pub fn list_variants() -> Vec<String> {
    let both = |&sort| [page_sql(sort, false), page_sql(sort, true)];
    SortBy::ALL.iter().flat_map(both).chain([of_license_sql(), counts_sql()]).collect()
}

/// One page: what nothing explains stands on top.
pub async fn page(db: impl Into<Exec<'_>>, wanted: &Wanted<'_>) -> Result<Vec<Line>> {
    let sql = sqlx::AssertSqlSafe(page_sql(wanted.sort, wanted.descending));
    let (search, state) = (Search::new(wanted.search), wanted.state.map_or("", ChargeState::as_str));
    let rows = fetch_all!(db, Row, sql, search.pattern, state, wanted.limit, wanted.offset)?;
    rows.into_iter().map(Line::try_from).collect()
}

/// How many rows of each state the search finds.
pub async fn counts(db: impl Into<Exec<'_>>, search: &str) -> Result<Vec<(ChargeState, i64)>> {
    let sql = sqlx::AssertSqlSafe(counts_sql());
    let rows = fetch_all!(db, (String, i64), sql, Search::new(search).pattern)?;
    rows.into_iter().map(|(state, count)| Ok((column::parse("charges.state", &state)?, count))).collect()
}

/// What was taken for a license, the latest first.
pub async fn of_license(db: impl Into<Exec<'_>>, license: LicenseId) -> Result<Vec<Line>> {
    let sql = sqlx::AssertSqlSafe(of_license_sql());
    fetch_all!(db, Row, sql, license.get())?.into_iter().map(Line::try_from).collect()
}
