//! Lines that nothing of ours explains, and the people who have looked into them.

use domain::{
    ChargeId, ChargeKind, Currency, Date, LicenseId, ModuleId, RemoteId, RemoteMoney, ServiceId, UserId,
};

use crate::{Exec, Result, Tx, column};

/// A line that nothing of ours explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unexplained {
    /// The line.
    pub id: ChargeId,
    /// The license server, and its name.
    pub module: (ModuleId, String),
    /// The day on which it was taken.
    pub day: Option<Date>,
    /// What was taken.
    pub amount: RemoteMoney,
    /// What it was taken for, by its words.
    pub kind: ChargeKind,
    /// The license server's words.
    pub words: String,
    /// The license that it names there.
    pub remote_id: Option<RemoteId>,
    /// That license, if it is ours.
    pub license: Option<LicenseId>,
    /// The service that the license serves.
    pub service: Option<ServiceId>,
    /// Whether somebody has looked into it already.
    pub is_acknowledged: bool,
}

statements! {
    FIND = "SELECT c.id, c.module_id, m.name AS module_name, c.day, c.amount_e4, c.currency, c.kind, c.words, c.remote_id,
            l.id AS license_id, l.service_id, (c.acknowledged_at IS NOT NULL) AS is_acknowledged
        FROM charges c JOIN processing_modules m ON m.id = c.module_id
            LEFT JOIN licenses l ON l.module_id = c.module_id AND l.remote_id = c.remote_id
        WHERE c.id = $1 AND c.state = 'unexplained'";
    ACKNOWLEDGE = "UPDATE charges SET acknowledged_at = $2, acknowledged_by = $3, acknowledged_note = $4
        WHERE id = $1 AND state = 'unexplained' AND acknowledged_at IS NULL";
    COUNT = "SELECT COUNT(*) FROM charges WHERE state = 'unexplained' AND acknowledged_at IS NULL";
}

/// A line that nothing of ours explains.
pub async fn unexplained(db: impl Into<Exec<'_>>, id: ChargeId) -> Result<Option<Unexplained>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(TryInto::try_into).transpose()
}

/// Somebody has looked into a line; says whether they are the first.
pub async fn acknowledge(
    tx: &mut Tx,
    id: ChargeId,
    by: Option<UserId>,
    note: &str,
    now_ms: i64,
) -> Result<bool> {
    Ok(execute!(tx, ACKNOWLEDGE, id.get(), now_ms, by.map(UserId::get), note)? == 1)
}

/// How many lines nothing of ours explains that nobody has looked into: what a person has to see.
pub async fn unacknowledged(db: impl Into<Exec<'_>>) -> Result<i64> {
    fetch_scalar!(db, i64, COUNT)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    module_id: i64,
    module_name: String,
    day: Option<String>,
    amount_e4: i64,
    currency: String,
    kind: String,
    words: String,
    remote_id: Option<String>,
    license_id: Option<i64>,
    service_id: Option<i64>,
    is_acknowledged: bool,
}

impl TryFrom<Row> for Unexplained {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        let currency: Currency = column::parse("charges.currency", &row.currency)?;
        Ok(Self {
            id: ChargeId::new(row.id),
            module: (ModuleId::new(row.module_id), row.module_name),
            day: column::parse_optional("charges.day", row.day.as_deref())?,
            amount: RemoteMoney::new(row.amount_e4, currency),
            kind: column::parse("charges.kind", &row.kind)?,
            words: row.words,
            remote_id: row.remote_id.map(RemoteId::new),
            license: row.license_id.map(LicenseId::new),
            service: row.service_id.map(ServiceId::new),
            is_acknowledged: row.is_acknowledged,
        })
    }
}
