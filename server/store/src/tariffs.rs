//! Tariff plans: what is sold.

pub mod modules;
pub mod offer;
pub mod options;
pub mod periods;
pub mod recipes;
pub mod systems;

use std::fmt;
use std::str::FromStr;

use domain::{Currency, TariffId};

use crate::{Exec, Result, Tx, column};

/// When a service that its client deletes goes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeleteMode {
    /// At once.
    AtOnce,
    /// When what was paid is used up.
    AfterPaidPeriod,
}

impl DeleteMode {
    /// The word stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::AfterPaidPeriod => "after_paid_period",
        }
    }
}

impl fmt::Display for DeleteMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DeleteMode {
    type Err = String;

    fn from_str(word: &str) -> std::result::Result<Self, String> {
        [Self::AtOnce, Self::AfterPaidPeriod]
            .into_iter()
            .find(|mode| mode.as_str() == word)
            .ok_or_else(|| format!("{word:?} is not a way to delete"))
    }
}

/// What is said of a tariff itself; its prices and choices stand in [`offer::Offer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Its name.
    pub name: String,
    /// What a client gets, in a sentence.
    pub description: String,
    /// Who sells it.
    pub provider: String,
    /// The currency of its prices.
    pub currency: Currency,
    /// Whether it may be ordered.
    pub enabled: bool,
    /// Its place among tariffs: the lowest first.
    pub sort: i64,
    /// Processors.
    pub cpu_number: u32,
    /// Memory in MiB.
    pub ram_mib: u32,
    /// Disk in MiB.
    pub disk_mib: u32,
    /// When a service that its client deletes goes away.
    pub delete_mode: DeleteMode,
    /// After how many days of suspension its license is released.
    pub suspend_release_days: u16,
}

/// A tariff plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tariff {
    /// Its number.
    pub id: TariffId,
    /// What is said of it.
    pub details: Details,
    /// Grows with every change.
    pub version: i64,
}

/// Adds a tariff without prices.
pub async fn insert(tx: &mut Tx, new: &Details) -> Result<TariffId> {
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT,
        new.name.as_str(),
        new.description.as_str(),
        new.provider.as_str(),
        new.currency.as_str(),
        state(new.enabled),
        new.sort,
        i64::from(new.cpu_number),
        i64::from(new.ram_mib),
        i64::from(new.disk_mib),
        new.delete_mode.as_str(),
        i64::from(new.suspend_release_days),
    )?;
    Ok(TariffId::new(id))
}

/// One tariff.
pub async fn find(db: impl Into<Exec<'_>>, id: TariffId) -> Result<Option<Tariff>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(Tariff::try_from).transpose()
}

/// Every tariff, the lowest sort first.
pub async fn list(db: impl Into<Exec<'_>>) -> Result<Vec<Tariff>> {
    fetch_all!(db, Row, LIST)?.into_iter().map(Tariff::try_from).collect()
}

/// The tariffs that may be ordered, the lowest sort first.
pub async fn list_enabled(db: impl Into<Exec<'_>>) -> Result<Vec<Tariff>> {
    fetch_all!(db, Row, LIST_ENABLED)?.into_iter().map(Tariff::try_from).collect()
}

/// Lets a tariff be ordered, or no longer; says whether it is there.
pub async fn set_enabled(tx: &mut Tx, id: TariffId, enabled: bool) -> Result<bool> {
    Ok(execute!(tx, SET_STATE, id.get(), state(enabled))? == 1)
}

const fn state(enabled: bool) -> &'static str {
    if enabled { "enabled" } else { "disabled" }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    description: String,
    provider: String,
    currency: String,
    enabled: bool,
    sort: i64,
    cpu_number: i64,
    ram_mib: i64,
    disk_mib: i64,
    delete_mode: String,
    suspend_release_days: i64,
    version: i64,
}

impl TryFrom<Row> for Tariff {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        let details = Details {
            name: row.name,
            description: row.description,
            provider: row.provider,
            currency: column::parse("tariffs.currency", &row.currency)?,
            enabled: row.enabled,
            sort: row.sort,
            cpu_number: column::narrow("tariffs.cpu_number", row.cpu_number)?,
            ram_mib: column::narrow("tariffs.ram_mib", row.ram_mib)?,
            disk_mib: column::narrow("tariffs.disk_mib", row.disk_mib)?,
            delete_mode: column::parse("tariffs.delete_mode", &row.delete_mode)?,
            suspend_release_days: column::narrow("tariffs.suspend_release_days", row.suspend_release_days)?,
        };
        Ok(Self { id: TariffId::new(row.id), details, version: row.version })
    }
}

statements! {
    INSERT = "INSERT INTO tariffs (name, description, provider, currency, state, sort, cpu_number, ram_mib,
            disk_mib, delete_mode, suspend_release_days)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id";
    FIND = "SELECT id, name, description, provider, currency, state = 'enabled' AS enabled, sort, cpu_number,
            ram_mib, disk_mib, delete_mode, suspend_release_days, version
        FROM tariffs WHERE id = $1";
    LIST = "SELECT id, name, description, provider, currency, state = 'enabled' AS enabled, sort, cpu_number,
            ram_mib, disk_mib, delete_mode, suspend_release_days, version
        FROM tariffs ORDER BY sort, id";
    LIST_ENABLED = "SELECT id, name, description, provider, currency, state = 'enabled' AS enabled, sort,
            cpu_number, ram_mib, disk_mib, delete_mode, suspend_release_days, version
        FROM tariffs WHERE state = 'enabled' ORDER BY sort, id";
    SET_STATE = "UPDATE tariffs SET state = $2, version = version + 1 WHERE id = $1";
}
