//! Tariff plans: what is sold.

mod details;
pub mod modules;
pub mod offer;
pub mod options;
pub mod panels;
pub mod periods;
pub mod plan;
pub mod recipes;
pub mod staff_list;
pub mod systems;
pub mod uses;

mod copy;

use domain::{RemoteId, TariffId};

pub use self::copy::copy_parts;
pub(crate) use self::details::SoldRow;
pub use self::details::{DeleteMode, Details, Preset, Sold};
use crate::{Exec, Result, Tx, column};

pub(crate) const COPIES: &[(&str, &str)] = copy::STATEMENTS;

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
    let preset = new.preset.as_ref();
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
        preset.map(|preset| preset.id.as_str()),
        preset.map(|preset| preset.name.as_str()),
        new.search(),
    )?;
    Ok(TariffId::new(id))
}

/// Writes a tariff that is still as it was read; says whether it was.
pub async fn update(tx: &mut Tx, as_read: (TariffId, i64), new: &Details) -> Result<bool> {
    let (id, version) = as_read;
    let preset = new.preset.as_ref();
    let changed = execute!(
        tx,
        UPDATE,
        id.get(),
        version,
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
        preset.map(|preset| preset.id.as_str()),
        preset.map(|preset| preset.name.as_str()),
        new.search(),
    )?;
    Ok(changed == 1)
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

/// Everybody who sells a tariff, by name.
pub async fn providers(db: impl Into<Exec<'_>>) -> Result<Vec<String>> {
    let rows = fetch_all!(db, (String,), PROVIDERS)?;
    Ok(rows.into_iter().map(|(provider,)| provider).collect())
}

/// The place behind every tariff.
pub async fn next_sort(db: impl Into<Exec<'_>>) -> Result<i64> {
    fetch_scalar!(db, i64, NEXT_SORT)
}

/// Lets a tariff be ordered, or no longer; says whether it is there.
pub async fn set_enabled(tx: &mut Tx, id: TariffId, enabled: bool) -> Result<bool> {
    Ok(execute!(tx, SET_STATE, id.get(), state(enabled))? == 1)
}

/// Deletes a tariff with everything that stands under it; says whether it was there.
pub async fn delete(tx: &mut Tx, id: TariffId) -> Result<bool> {
    Ok(execute!(tx, DELETE, id.get())? == 1)
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
    preset_id: Option<String>,
    preset_name: Option<String>,
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
        let preset_name = row.preset_name.unwrap_or_default();
        let details = Details {
            name: row.name,
            description: row.description,
            provider: row.provider,
            currency: column::parse("tariffs.currency", &row.currency)?,
            enabled: row.enabled,
            sort: row.sort,
            preset: row.preset_id.map(|id| Preset { id: RemoteId::new(id), name: preset_name }),
            cpu_number: column::narrow("tariffs.cpu_number", row.cpu_number)?,
            ram_mib: column::narrow("tariffs.ram_mib", row.ram_mib)?,
            disk_mib: column::narrow("tariffs.disk_mib", row.disk_mib)?,
            delete_mode: column::parse("tariffs.delete_mode", &row.delete_mode)?,
            suspend_release_days: column::narrow("tariffs.suspend_release_days", row.suspend_release_days)?,
        };
        Ok(Self { id: TariffId::new(row.id), details, version: row.version })
    }
}

/// The columns of a tariff, the same for every way to find one.
macro_rules! tariffs {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, description, provider, currency, state = 'enabled' AS enabled, sort, preset_id,
            preset_name, cpu_number, ram_mib, disk_mib, delete_mode, suspend_release_days, version
        FROM tariffs ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO tariffs (name, description, provider, currency, state, sort, cpu_number, ram_mib,
            disk_mib, delete_mode, suspend_release_days, preset_id, preset_name, search)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id";
    UPDATE = "UPDATE tariffs SET name = $3, description = $4, provider = $5, currency = $6, state = $7, sort = $8,
            cpu_number = $9, ram_mib = $10, disk_mib = $11, delete_mode = $12, suspend_release_days = $13,
            preset_id = $14, preset_name = $15, search = $16, version = version + 1
        WHERE id = $1 AND version = $2";
    FIND = tariffs!("WHERE id = $1");
    LIST = tariffs!("ORDER BY sort, id");
    LIST_ENABLED = tariffs!("WHERE state = 'enabled' ORDER BY sort, id");
    PROVIDERS = r#"SELECT provider FROM tariffs GROUP BY provider ORDER BY provider COLLATE "C" LIMIT 50"#;
    NEXT_SORT = "SELECT CAST(COALESCE(MAX(sort), 0) + 1 AS BIGINT) FROM tariffs";
    SET_STATE = "UPDATE tariffs SET state = $2, version = version + 1 WHERE id = $1";
    DELETE = "DELETE FROM tariffs WHERE id = $1";
}
