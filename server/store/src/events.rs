//! What happened, for people: timelines and the audit trail.

use domain::{ClientId, Date, LicenseId, ModuleId, OperationId, ServiceId, UserId};

use crate::{Error, Exec, Result, Tx};

/// Something that happened.
#[derive(Debug, Default)]
pub struct NewEvent<'a> {
    /// What: a dotted name that the text catalogue knows.
    pub kind: &'a str,
    /// The client concerned.
    pub client: Option<ClientId>,
    /// The service concerned.
    pub service: Option<ServiceId>,
    /// The license concerned.
    pub license: Option<LicenseId>,
    /// The operation that did it.
    pub operation: Option<OperationId>,
    /// The processing module concerned.
    pub module: Option<ModuleId>,
    /// The person who did it; absent for Keypool itself.
    pub actor: Option<UserId>,
    /// What the text needs; never a secret.
    pub data: serde_json::Value,
    /// When, in machine milliseconds.
    pub at_ms: i64,
    /// The business day.
    pub business_day: Date,
}

/// Something that happened, as kept.
#[derive(Debug, Clone)]
pub struct Event {
    /// What.
    pub kind: String,
    /// The service concerned.
    pub service: Option<ServiceId>,
    /// The license concerned.
    pub license: Option<LicenseId>,
    /// The operation that did it.
    pub operation: Option<OperationId>,
    /// The name of the person who did it.
    pub actor: Option<String>,
    /// What the text needs.
    pub data: serde_json::Value,
    /// When, in machine milliseconds.
    pub at_ms: i64,
    /// The business day.
    pub business_day: Date,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    service_id: Option<i64>,
    license_id: Option<i64>,
    operation_id: Option<i64>,
    actor: Option<String>,
    data: String,
    at: i64,
    business_day: String,
}

statements! {
    RECORD = "INSERT INTO events (kind, client_id, service_id, license_id, operation_id, module_id, actor_id, data, at,
        business_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    OF_SERVICE = "SELECT e.kind, e.service_id, e.license_id, e.operation_id, u.name AS actor, e.data, e.at,
        e.business_day FROM events e LEFT JOIN users u ON u.id = e.actor_id WHERE e.service_id = $1
        ORDER BY e.id DESC LIMIT 200";
    OF_CLIENT = "SELECT e.kind, e.service_id, e.license_id, e.operation_id, u.name AS actor, e.data, e.at,
        e.business_day FROM events e LEFT JOIN users u ON u.id = e.actor_id
        WHERE e.client_id = $1 AND e.service_id IS NULL ORDER BY e.id DESC LIMIT 50";
    OF_LICENSE = "SELECT e.kind, e.service_id, e.license_id, e.operation_id, u.name AS actor, e.data, e.at,
        e.business_day FROM events e LEFT JOIN users u ON u.id = e.actor_id WHERE e.license_id = $1
        ORDER BY e.id DESC LIMIT 200";
    OF_OPERATION = "SELECT e.kind, e.service_id, e.license_id, e.operation_id, u.name AS actor, e.data, e.at,
        e.business_day FROM events e LEFT JOIN users u ON u.id = e.actor_id WHERE e.operation_id = $1
        ORDER BY e.id DESC LIMIT 200";
    HAPPENED_ON = "SELECT COUNT(*) FROM events WHERE service_id = $1 AND kind = $2 AND business_day = $3";
    LATEST = "SELECT e.kind, e.service_id, e.license_id, e.operation_id, u.name AS actor, e.data, e.at,
        e.business_day FROM events e LEFT JOIN users u ON u.id = e.actor_id ORDER BY e.id DESC LIMIT $1";
}

/// Records an event in the transaction of what happened.
pub async fn record(tx: &mut Tx, event: &NewEvent<'_>) -> Result<()> {
    execute!(
        tx,
        RECORD,
        event.kind,
        event.client.map(ClientId::get),
        event.service.map(ServiceId::get),
        event.license.map(LicenseId::get),
        event.operation.map(OperationId::get),
        event.module.map(ModuleId::get),
        event.actor.map(UserId::get),
        event.data.to_string(),
        event.at_ms,
        event.business_day.to_string()
    )?;
    Ok(())
}

/// A service's latest events, newest first.
pub async fn of_service(db: impl Into<Exec<'_>>, service: ServiceId) -> Result<Vec<Event>> {
    read(fetch_all!(db, Row, OF_SERVICE, service.get())?)
}

/// A client's latest events, but for those of its services, newest first.
pub async fn of_client(db: impl Into<Exec<'_>>, client: ClientId) -> Result<Vec<Event>> {
    read(fetch_all!(db, Row, OF_CLIENT, client.get())?)
}

/// Whether this happened to a service on that business day.
pub async fn happened_on(db: impl Into<Exec<'_>>, service: ServiceId, kind: &str, day: Date) -> Result<bool> {
    Ok(fetch_scalar!(db, i64, HAPPENED_ON, service.get(), kind, day.to_string())? > 0)
}

/// A license's latest events, newest first.
pub async fn of_license(db: impl Into<Exec<'_>>, license: LicenseId) -> Result<Vec<Event>> {
    read(fetch_all!(db, Row, OF_LICENSE, license.get())?)
}

/// An operation's latest events, newest first.
pub async fn of_operation(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<Vec<Event>> {
    read(fetch_all!(db, Row, OF_OPERATION, operation.get())?)
}

/// The latest events of all, newest first.
pub async fn latest(db: impl Into<Exec<'_>>, limit: i64) -> Result<Vec<Event>> {
    read(fetch_all!(db, Row, LATEST, limit)?)
}

fn read(rows: Vec<Row>) -> Result<Vec<Event>> {
    rows.into_iter()
        .map(|row| {
            Ok(Event {
                kind: row.kind,
                service: row.service_id.map(ServiceId::new),
                license: row.license_id.map(LicenseId::new),
                operation: row.operation_id.map(OperationId::new),
                actor: row.actor,
                data: serde_json::from_str(&row.data)
                    .map_err(|error| Error::corrupt("events.data", error))?,
                at_ms: row.at,
                business_day: crate::column::parse("events.business_day", &row.business_day)?,
            })
        })
        .collect()
}
