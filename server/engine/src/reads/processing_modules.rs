//! The processing modules, with what they last said of their balance.

use domain::access::Action;
use domain::{ModuleId, ModuleKind, ModuleState};
use store::{module_reads, modules};

use crate::remotes::saved::{BALANCE, SavedBalance};
use crate::{Caller, Engine, Result};

/// A processing module as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleRow {
    /// Its number.
    pub id: ModuleId,
    /// Its name.
    pub name: String,
    /// What it connects to.
    pub kind: ModuleKind,
    /// Where that is.
    pub url: String,
    /// The data center it serves.
    pub datacenter: String,
    /// Services that are not gone and are made or licensed with it.
    pub usage: u64,
    /// Our balance there as last read, and when, in machine milliseconds.
    pub balance: Option<(SavedBalance, i64)>,
    /// Why it could not be read since, and when, in machine milliseconds.
    pub balance_error: Option<(String, i64)>,
    /// Its place among modules.
    pub sort: i64,
    /// Whether it is in use.
    pub state: ModuleState,
}

/// Every processing module, the lowest sort first.
pub async fn processing_modules(engine: &Engine, caller: Caller) -> Result<Vec<ModuleRow>> {
    caller.may(Action::SeeStaffPages)?;
    let usage = modules::uses::services(engine.db()).await?;
    let mut reads = module_reads::list(engine.db(), BALANCE).await?;
    let modules = modules::list(engine.db()).await?;
    let rows = modules.into_iter().map(|module| {
        let read = reads.iter().position(|(id, _)| *id == module.id).map(|at| reads.swap_remove(at).1);
        let (value, error) = read.map(|read| (read.value, read.error)).unwrap_or_default();
        // An answer of an older shape is as good as none: it is read again soon.
        let balance = value.and_then(|(value, at)| Some((serde_json::from_value(value).ok()?, at)));
        ModuleRow {
            id: module.id,
            name: module.name,
            kind: module.kind,
            url: module.url,
            datacenter: module.datacenter,
            usage: usage.get(&module.id).copied().unwrap_or_default(),
            balance,
            balance_error: error,
            sort: module.sort,
            state: module.state,
        }
    });
    Ok(rows.collect())
}
