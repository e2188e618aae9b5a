//! Saved reads: what a page shows of a remote system without waiting for it.

use domain::{Currency, ModuleId, Period, PlanCode, RemoteMoney};
use serde::{Deserialize, Serialize};
use store::price_list::PriceListRow;
use store::{module_reads, operations, price_list};

use super::calls::{self, CallFailure};
use super::clients::Purpose;
use super::{LicenseServer, VmServer};
use crate::{Engine, Error, Result};

/// The saved read of a license server's balance.
pub const BALANCE: &str = "balance";
/// The saved read of the last check of a connection.
pub const CONNECTION: &str = "connection";
/// The saved read of a license server's price list.
pub const PRICE_LIST: &str = "price_list";
/// The saved read of a VMmanager's operating systems.
pub const SYSTEMS: &str = "systems";

/// Our balance at a license server, one entry per project there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedBalance {
    /// Amounts as text with their currency, as sent.
    pub amounts: Vec<RemoteMoney>,
    /// How far below zero each may go, where that is said.
    #[serde(default)]
    pub credit: Vec<RemoteMoney>,
    /// When it was asked for, in machine milliseconds: what was sent later is not in it.
    #[serde(default)]
    pub asked_ms: i64,
}

impl SavedBalance {
    /// What may be spent in a currency, all projects together; `None` if none is in it.
    pub fn available(&self, currency: Currency) -> Option<RemoteMoney> {
        let of = |all: &[RemoteMoney]| {
            let own = all.iter().filter(|amount| amount.currency() == currency);
            own.map(|amount| amount.e4()).reduce(i64::saturating_add)
        };
        let total = of(&self.amounts)?.saturating_add(of(&self.credit).unwrap_or_default());
        Some(RemoteMoney::new(total, currency))
    }

    /// All projects together, to see whether it rose.
    fn total_e4(&self) -> i64 {
        self.amounts.iter().map(|amount| amount.e4()).sum()
    }
}

/// Money came: what waits for it looks again now.
async fn wake_waiting_for_funds(engine: &Engine) -> Result<()> {
    let mut tx = engine.db().begin().await?;
    for note in ["waiting_for_funds", "funds_kept"] {
        operations::queue::wake_waiting(&mut tx, note, engine.clock().now_ms()).await?;
    }
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}

/// How many plan codes a price list had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedPriceList {
    /// Plan codes with at least one price.
    pub plans: usize,
}

/// An operating system that a VMmanager offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSystem {
    /// Its id there.
    pub id: String,
    /// Its name there.
    pub name: String,
}

/// Our balance at a license server as last read, and when.
pub(crate) async fn saved_balance(engine: &Engine, module: ModuleId) -> Result<Option<(SavedBalance, i64)>> {
    let read = module_reads::find(engine.db(), module, BALANCE).await?;
    let Some((value, at_ms)) = read.and_then(|read| read.value) else { return Ok(None) };
    Ok(Some((serde_json::from_value(value).map_err(Error::setup)?, at_ms)))
}

/// Reads a license server's balance and keeps it, or keeps why it could not be read.
pub async fn refresh_balance(engine: &Engine, module: ModuleId) -> Result<()> {
    let server = LicenseServer::load(engine, module, Purpose::Read).await?;
    let asked_ms = engine.clock().now_ms();
    match calls::ask(engine, &server.remote, server.client.balance()).await {
        Ok(balance) => keep_balance(engine, &server, &balance, asked_ms).await,
        Err(failure) => keep_failure(engine, module, BALANCE, failure, billmanager::Error::words).await,
    }
}

/// Keeps a balance that was asked for then; where it rose, what waits for money looks again.
pub(crate) async fn keep_balance(
    engine: &Engine,
    server: &LicenseServer,
    balance: &billmanager::Balance,
    asked_ms: i64,
) -> Result<()> {
    let module = server.remote.module_id;
    let before = module_reads::find(engine.db(), module, BALANCE).await?.and_then(|read| read.value);
    let money = |amount: &billmanager::Amount| {
        let currency = amount.currency.as_deref().and_then(|code| code.parse().ok());
        RemoteMoney::new(amount.ten_thousandths, currency.unwrap_or(server.settings.currency))
    };
    let now = SavedBalance {
        amounts: balance.rows.iter().map(|row| money(&row.balance)).collect(),
        credit: balance.rows.iter().filter_map(|row| row.credit.as_ref().map(money)).collect(),
        asked_ms,
    };
    keep(engine, module, BALANCE, &now).await?;
    let before = before.and_then(|(value, _)| serde_json::from_value(value).ok());
    if before.is_some_and(|before: SavedBalance| now.total_e4() > before.total_e4()) {
        wake_waiting_for_funds(engine).await?;
    }
    Ok(())
}

/// Reads a license server's price list and keeps it, or keeps why it could not be read.
pub async fn refresh_price_list(engine: &Engine, module: ModuleId) -> Result<()> {
    let server = LicenseServer::load(engine, module, Purpose::Read).await?;
    let query = billmanager::PriceListQuery::default();
    match calls::ask(engine, &server.remote, server.client.price_list(&query)).await {
        Ok(entries) => {
            let rows: Vec<_> = entries.iter().flat_map(|entry| rows(entry, &server)).collect();
            let plans = entries.iter().filter(|entry| !entry.prices.is_empty()).count();
            let mut tx = engine.db().begin().await?;
            price_list::replace(&mut tx, module, &rows).await?;
            tx.commit().await?;
            keep(engine, module, PRICE_LIST, &SavedPriceList { plans }).await
        }
        Err(failure) => keep_failure(engine, module, PRICE_LIST, failure, billmanager::Error::words).await,
    }
}

fn rows(entry: &billmanager::PriceListEntry, server: &LicenseServer) -> Vec<PriceListRow> {
    let Ok(plan_code) = entry.plan_code.parse::<PlanCode>() else { return Vec::new() };
    let row = |price: &billmanager::PeriodPrice| {
        let currency = price
            .cost
            .currency
            .as_deref()
            .and_then(|code| code.parse().ok())
            .unwrap_or(server.settings.currency);
        Some(PriceListRow {
            plan_code: plan_code.clone(),
            period: Period::from_code(price.period?).ok()?,
            name: entry.name.clone().unwrap_or_else(|| plan_code.to_string()),
            cost: RemoteMoney::new(price.cost.ten_thousandths, currency),
        })
    };
    entry.prices.iter().filter_map(row).collect()
}

/// Reads a VMmanager's operating systems and keeps them, or keeps why they could not be read.
pub async fn refresh_systems(engine: &Engine, module: ModuleId) -> Result<()> {
    let server = VmServer::load(engine, module, Purpose::Read).await?;
    match calls::ask(engine, &server.remote, server.client.os_list()).await {
        Ok(systems) => {
            let systems: Vec<_> = systems
                .into_iter()
                .map(|system| SavedSystem { id: system.id.to_string(), name: system.name })
                .collect();
            keep(engine, module, SYSTEMS, &systems).await
        }
        Err(failure) => keep_failure(engine, module, SYSTEMS, failure, vmmanager::Error::words).await,
    }
}

/// Keeps an answer for the pages.
pub(crate) async fn keep<T: Serialize + Sync>(
    engine: &Engine,
    module: ModuleId,
    what: &str,
    value: &T,
) -> Result<()> {
    let value = serde_json::to_value(value).map_err(Error::setup)?;
    let mut tx = engine.db().begin().await?;
    module_reads::save(&mut tx, module, what, &value, engine.clock().now_ms()).await?;
    Ok(tx.commit().await?)
}

/// Keeps why there was no answer, beside the last good one.
pub(crate) async fn keep_failure<E>(
    engine: &Engine,
    module: ModuleId,
    what: &str,
    failure: CallFailure<E>,
    words: impl Fn(&E) -> &str,
) -> Result<()> {
    let text = match &failure {
        CallFailure::Remote(error) => words(error),
        CallFailure::TurnNotCome => "it was not our turn within the deadline",
        CallFailure::Store(_) => "",
    }
    .to_owned();
    if let CallFailure::Store(error) = failure {
        return Err(error.into());
    }
    let mut tx = engine.db().begin().await?;
    module_reads::save_error(&mut tx, module, what, &text, engine.clock().now_ms()).await?;
    Ok(tx.commit().await?)
}
