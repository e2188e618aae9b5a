//! The processing modules, with what they last said.

use domain::access::Action;
use domain::{ModuleId, ModuleKind, ModuleState, RemoteMoney};
use store::module_reads;
use store::modules::list::{self, Wanted};
use store::modules::{Module, license_server, uses};

use super::last_checks;
use crate::remotes::connection::ConnectionReport;
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
    /// The user that we are there.
    pub username: String,
    /// The data center it serves.
    pub datacenter: String,
    /// Services that are not gone and are made or licensed with it.
    pub usage: u64,
    /// Our balance there as last read, and when, in machine milliseconds.
    pub balance: Option<(SavedBalance, i64)>,
    /// Why it could not be read since, and when, in machine milliseconds.
    pub balance_error: Option<(String, i64)>,
    /// Below what balance staff want to know.
    pub min_balance: Option<RemoteMoney>,
    /// Whether purchases and renewals are on; none where there is nothing to buy.
    pub switches: Option<(bool, bool)>,
    /// What the last check of its connection has found.
    pub last_check: Option<ConnectionReport>,
    /// Its place among modules.
    pub sort: i64,
    /// Whether it is in use.
    pub state: ModuleState,
}

impl ModuleRow {
    /// Whether the balance there is below what staff set; amounts in another currency are not comparable.
    pub fn is_low(&self) -> bool {
        let (Some((balance, _)), Some(min)) = (&self.balance, self.min_balance) else { return false };
        let same = balance.amounts.iter().filter(|amount| amount.currency() == min.currency());
        let amounts: Vec<i64> = same.map(|amount| amount.e4()).collect();
        !amounts.is_empty() && amounts.iter().sum::<i64>() < min.e4()
    }
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct ModulesPage {
    /// The modules.
    pub rows: Vec<ModuleRow>,
    /// How many there are on all pages.
    pub total: i64,
}

/// A page of the processing modules.
pub async fn processing_modules(engine: &Engine, caller: Caller, wanted: &Wanted) -> Result<ModulesPage> {
    caller.may(Action::SeeStaffPages)?;
    let listed = list::page(engine.db(), wanted).await?;
    Ok(ModulesPage { rows: rows(engine, caller, listed.modules).await?, total: listed.total })
}

/// What the list shows of some modules.
pub(super) async fn rows(engine: &Engine, caller: Caller, modules: Vec<Module>) -> Result<Vec<ModuleRow>> {
    let usage = uses::services(engine.db()).await?;
    let mut balances: Vec<_> = module_reads::list(engine.db(), BALANCE).await?;
    let mut checks = last_checks(engine, caller).await?;
    let settings = license_server::list(engine.db()).await?;
    let rows = modules.into_iter().map(|module| {
        let read = balances.iter().position(|(id, _)| *id == module.id).map(|at| balances.swap_remove(at).1);
        let (value, error) = read.map(|read| (read.value, read.error)).unwrap_or_default();
        // An answer of an older shape is as good as none: it is read again soon.
        let balance = value.and_then(|(value, at)| Some((serde_json::from_value(value).ok()?, at)));
        let settings = settings.get(&module.id);
        let currency = settings.map(|settings| settings.currency);
        ModuleRow {
            id: module.id,
            name: module.name,
            kind: module.kind,
            url: module.url,
            username: module.username,
            datacenter: module.datacenter,
            usage: usage.get(&module.id).copied().unwrap_or_default(),
            balance,
            balance_error: error,
            min_balance: module
                .min_balance_e4
                .zip(currency)
                .map(|(e4, currency)| RemoteMoney::new(e4, currency)),
            switches: settings.map(|settings| (settings.purchases_on, settings.renewals_on)),
            last_check: checks.remove(&module.id),
            sort: module.sort,
            state: module.state,
        }
    });
    Ok(rows.collect())
}
