//! What a license server has beside its connection.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::pool::{ClaimPolicy, ClaimRules};
use domain::{AfterSettle, Currency, LogIn, ModuleId};

use crate::{Error, Exec, Result, Tx, column};

/// The settings of a license server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseServer {
    /// The currency of its account.
    pub currency: Currency,
    /// The IANA name of the time zone its dates are days in.
    pub time_zone: String,
    /// Which of several free licenses is taken.
    pub claim_policy: ClaimPolicy,
    /// When address and key may be changed, and which address a free license has.
    pub claim_rules: ClaimRules,
    /// How many days before its expiry a license is renewed.
    pub renew_before_days: u16,
    /// For how many days of renewals money is kept back from purchases.
    pub reserve_days: u16,
    /// With fewer days left a license is not worth releasing.
    pub min_release_days: u16,
    /// Whether licenses may be bought.
    pub purchases_on: bool,
    /// Whether licenses may be renewed.
    pub renewals_on: bool,
    /// Whether releasing an address counts as a change there; `None` until it was seen.
    pub release_counts_as_change: Option<bool>,
    /// How long a purchase without a clear answer is looked up before a person decides.
    pub settle: Duration,
    /// How many requests at once; 0 for no limit.
    pub in_flight_limit: u32,
    /// The least time between the starts of two requests.
    pub min_interval: Duration,
    /// Whether a renewal without a rule is always for the shortest period sold.
    pub shortest_renewals: bool,
    /// How it is logged in to.
    pub log_in: LogIn,
    /// What is done with a purchase that is unknown at its settle time.
    pub after_settle: AfterSettle,
}

/// Adds the settings of a license server.
pub async fn insert(tx: &mut Tx, id: ModuleId, settings: &LicenseServer) -> Result<()> {
    execute!(
        tx,
        INSERT,
        id.get(),
        settings.currency.as_str(),
        settings.time_zone.as_str(),
        settings.claim_policy.as_str(),
        settings.claim_rules.ip_change.as_str(),
        settings.claim_rules.key_change.as_str(),
        settings.claim_rules.free_address.as_str(),
        i64::from(settings.renew_before_days),
        i64::from(settings.reserve_days),
        i64::from(settings.min_release_days),
        settings.purchases_on,
        settings.renewals_on,
        counts_as_change(settings.release_counts_as_change),
        i64::try_from(settings.settle.as_secs()).unwrap_or(i64::MAX),
        i64::from(settings.in_flight_limit),
        i64::try_from(settings.min_interval.as_millis()).unwrap_or(i64::MAX),
        settings.shortest_renewals,
        settings.log_in.as_str(),
        settings.after_settle.as_str(),
    )?;
    Ok(())
}

/// Changes the settings of a license server; what its first release has shown stays.
pub async fn update(tx: &mut Tx, id: ModuleId, settings: &LicenseServer) -> Result<()> {
    execute!(
        tx,
        UPDATE,
        id.get(),
        settings.currency.as_str(),
        settings.time_zone.as_str(),
        settings.claim_policy.as_str(),
        settings.claim_rules.ip_change.as_str(),
        settings.claim_rules.key_change.as_str(),
        settings.claim_rules.free_address.as_str(),
        i64::from(settings.renew_before_days),
        i64::from(settings.reserve_days),
        i64::from(settings.min_release_days),
        settings.purchases_on,
        settings.renewals_on,
        i64::try_from(settings.settle.as_secs()).unwrap_or(i64::MAX),
        i64::from(settings.in_flight_limit),
        i64::try_from(settings.min_interval.as_millis()).unwrap_or(i64::MAX),
        settings.shortest_renewals,
        settings.log_in.as_str(),
        settings.after_settle.as_str(),
    )?;
    Ok(())
}

/// Every license server's settings.
pub async fn list(db: impl Into<Exec<'_>>) -> Result<BTreeMap<ModuleId, LicenseServer>> {
    fetch_all!(db, Row, LIST)?
        .into_iter()
        .map(|row| Ok((ModuleId::new(row.module_id), LicenseServer::try_from(row)?)))
        .collect()
}

/// The settings of a license server.
pub async fn find(db: impl Into<Exec<'_>>, id: ModuleId) -> Result<Option<LicenseServer>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(LicenseServer::try_from).transpose()
}

/// Keeps what the first release on an account has shown.
pub async fn set_release_counts_as_change(tx: &mut Tx, id: ModuleId, counts: bool) -> Result<()> {
    execute!(tx, SET_COUNTS, id.get(), counts_as_change(Some(counts)))?;
    Ok(())
}

const fn counts_as_change(counts: Option<bool>) -> &'static str {
    match counts {
        None => "unknown",
        Some(true) => "yes",
        Some(false) => "no",
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    module_id: i64,
    currency: String,
    time_zone: String,
    claim_policy: String,
    ip_change_rule: String,
    key_change_rule: String,
    free_address: String,
    renew_before_days: i64,
    reserve_days: i64,
    min_release_days: i64,
    purchases_on: bool,
    renewals_on: bool,
    release_counts_as_change: String,
    settle_seconds: i64,
    in_flight_limit: i64,
    min_interval_ms: i64,
    shortest_renewals: bool,
    log_in: String,
    after_settle: String,
}

impl TryFrom<Row> for LicenseServer {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let settle_seconds = column::narrow("license_servers.settle_seconds", row.settle_seconds)?;
        let min_interval_ms = column::narrow("license_servers.min_interval_ms", row.min_interval_ms)?;
        Ok(Self {
            currency: column::parse("license_servers.currency", &row.currency)?,
            time_zone: row.time_zone,
            claim_policy: column::parse("license_servers.claim_policy", &row.claim_policy)?,
            claim_rules: ClaimRules {
                ip_change: column::parse("license_servers.ip_change_rule", &row.ip_change_rule)?,
                key_change: column::parse("license_servers.key_change_rule", &row.key_change_rule)?,
                free_address: column::parse("license_servers.free_address", &row.free_address)?,
            },
            renew_before_days: column::narrow("license_servers.renew_before_days", row.renew_before_days)?,
            reserve_days: column::narrow("license_servers.reserve_days", row.reserve_days)?,
            min_release_days: column::narrow("license_servers.min_release_days", row.min_release_days)?,
            purchases_on: row.purchases_on,
            renewals_on: row.renewals_on,
            release_counts_as_change: match row.release_counts_as_change.as_str() {
                "unknown" => None,
                "yes" => Some(true),
                "no" => Some(false),
                other => return Err(Error::corrupt("license_servers.release_counts_as_change", other)),
            },
            settle: Duration::from_secs(settle_seconds),
            in_flight_limit: column::narrow("license_servers.in_flight_limit", row.in_flight_limit)?,
            min_interval: Duration::from_millis(min_interval_ms),
            shortest_renewals: row.shortest_renewals,
            log_in: column::parse("license_servers.log_in", &row.log_in)?,
            after_settle: column::parse("license_servers.after_settle", &row.after_settle)?,
        })
    }
}

statements! {
    INSERT = "INSERT INTO license_servers (module_id, currency, time_zone, claim_policy, ip_change_rule,
            key_change_rule, free_address, renew_before_days, reserve_days, min_release_days, purchases_on,
            renewals_on, release_counts_as_change, settle_seconds, in_flight_limit, min_interval_ms,
            shortest_renewals, log_in, after_settle)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    UPDATE = "UPDATE license_servers SET currency = $2, time_zone = $3, claim_policy = $4, ip_change_rule = $5,
            key_change_rule = $6, free_address = $7, renew_before_days = $8, reserve_days = $9,
            min_release_days = $10, purchases_on = $11, renewals_on = $12, settle_seconds = $13,
            in_flight_limit = $14, min_interval_ms = $15, shortest_renewals = $16, log_in = $17,
            after_settle = $18
        WHERE module_id = $1";
    LIST = "SELECT * FROM license_servers ORDER BY module_id";
    FIND = "SELECT * FROM license_servers WHERE module_id = $1";
    SET_COUNTS = "UPDATE license_servers SET release_counts_as_change = $2 WHERE module_id = $1";
}
