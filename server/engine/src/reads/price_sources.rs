//! The license servers whose price lists say what a plan code is.

use domain::access::Action;
use domain::{ModuleId, ModuleKind, PlanCode};
use store::{module_reads, modules, price_list};

use crate::remotes::saved::{PRICE_LIST, SavedPriceList};
use crate::{Caller, Engine, Result};

/// A license server, with the age of its saved price list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceSource {
    /// Its number.
    pub id: ModuleId,
    /// Its name.
    pub name: String,
    /// How many plans its price list has, and when it was read, in machine milliseconds.
    pub read: Option<(usize, i64)>,
    /// Why it could not be read since, and when, in machine milliseconds.
    pub error: Option<(String, i64)>,
}

/// What the saved price lists say of a plan code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanCheck {
    /// The names of the license servers that sell it, each with the plan's name there.
    pub sellers: Vec<(String, String)>,
    /// The names of the license servers that do not.
    pub silent: Vec<String>,
}

/// What the saved price lists say of what was typed as a plan code; `None` where there is nothing to ask for.
pub async fn plan_check(engine: &Engine, caller: Caller, typed: &str) -> Result<Option<PlanCheck>> {
    caller.may(Action::SeeStaffPages)?;
    match typed.parse::<PlanCode>() {
        Ok(code) if !code.is_no_panel() => {
            Ok(Some(check_plan(engine, &price_sources(engine).await?, &code).await?))
        }
        _ => Ok(None),
    }
}

/// Every license server, the lowest sort first.
pub(super) async fn price_sources(engine: &Engine) -> Result<Vec<PriceSource>> {
    let mut reads = module_reads::list(engine.db(), PRICE_LIST).await?;
    let modules = modules::list(engine.db()).await?.into_iter();
    let servers = modules.filter(|module| module.kind == ModuleKind::Billmanager).map(|module| {
        let read = reads.iter().position(|(id, _)| *id == module.id).map(|at| reads.swap_remove(at).1);
        let (value, error) = read.map(|read| (read.value, read.error)).unwrap_or_default();
        // An answer of an older shape is as good as none: it is read again soon.
        let read = value.and_then(|(value, at)| {
            let saved: SavedPriceList = serde_json::from_value(value).ok()?;
            Some((saved.plans, at))
        });
        PriceSource { id: module.id, name: module.name, read, error }
    });
    Ok(servers.collect())
}

/// What those license servers say of a plan code; one whose price list was never read says nothing.
pub(super) async fn check_plan(
    engine: &Engine,
    sources: &[PriceSource],
    code: &PlanCode,
) -> Result<PlanCheck> {
    let selling = price_list::sellers(engine.db(), code).await?;
    let mut check = PlanCheck::default();
    for source in sources {
        match selling.iter().find(|(id, _)| *id == source.id) {
            Some((_, name)) => check.sellers.push((source.name.clone(), name.clone())),
            None if source.read.is_some() => check.silent.push(source.name.clone()),
            None => {}
        }
    }
    Ok(check)
}
