//! What can be imported into an enumeration: the plans of a license server's price list.

use std::collections::HashSet;

use domain::access::Action;
use domain::{EnumerationId, ModuleId, Period, PlanCode, RemoteMoney};
use store::enumerations::{self, Enumeration};
use store::{price_list, products};

use super::price_sources::{PriceSource, price_sources};
use crate::{Caller, Engine, Error, Result};

/// What can be imported into an enumeration.
#[derive(Debug)]
pub struct PlanImportPage {
    /// The enumeration.
    pub enumeration: Enumeration,
    /// Every license server.
    pub sources: Vec<PriceSource>,
    /// The one whose price list is shown; absent where there is none.
    pub source: Option<PriceSource>,
    /// Its plans, by code.
    pub plans: Vec<PlanOnSale>,
    /// The names of the product groups that are there.
    pub groups: Vec<String>,
}

/// A plan of a price list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanOnSale {
    /// Its code.
    pub code: PlanCode,
    /// Its name there.
    pub name: String,
    /// What each period costs there, the shortest first.
    pub prices: Vec<(Period, RemoteMoney)>,
    /// Whether the enumeration has it already.
    pub is_known: bool,
}

/// The price list of a license server, as saved, beside what an enumeration has; without a number that of the first
/// one that was read.
pub async fn plan_import(
    engine: &Engine,
    caller: Caller,
    list: EnumerationId,
    module: Option<ModuleId>,
) -> Result<PlanImportPage> {
    caller.may(Action::SeeStaffPages)?;
    let db = engine.db();
    let enumeration = enumerations::find(db, list).await?.ok_or(Error::NotFound)?;
    let sources = price_sources(engine).await?;
    let source = match module {
        Some(id) => Some(sources.iter().find(|source| source.id == id).ok_or(Error::NotFound)?),
        None => sources.iter().find(|source| source.read.is_some()).or(sources.first()),
    };
    let source = source.cloned();
    let known = enumerations::values(db, list).await?;
    let known: HashSet<PlanCode> = known.into_iter().map(|value| value.plan_code).collect();
    let mut plans: Vec<PlanOnSale> = Vec::new();
    let rows = match &source {
        Some(source) => price_list::list(db, source.id).await?,
        None => Vec::new(),
    };
    for row in rows {
        match plans.last_mut() {
            Some(plan) if plan.code == row.plan_code => plan.prices.push((row.period, row.cost)),
            _ => plans.push(PlanOnSale {
                is_known: known.contains(&row.plan_code),
                code: row.plan_code,
                name: row.name,
                prices: vec![(row.period, row.cost)],
            }),
        }
    }
    let groups = products::list(db).await?.into_iter().map(|product| product.name).collect();
    Ok(PlanImportPage { enumeration, sources, source, plans, groups })
}
