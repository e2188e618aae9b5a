//! A tariff with everything that its form shows, in a constant number of queries.

use domain::{ModuleId, TariffId};

use super::panels::Panel;
use super::periods::Price;
use super::recipes::Recipe;
use super::systems::System;
use super::{Tariff, modules, panels, periods, recipes, systems, uses};
use crate::{Exec, Result, Tx};

/// A tariff with everything that its form shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The tariff.
    pub tariff: Tariff,
    /// The modules that its servers are made with, the lowest sort first.
    pub modules: Vec<ModuleId>,
    /// Its prices, the shortest period first.
    pub periods: Vec<Price>,
    /// Its operating systems, in their order.
    pub systems: Vec<System>,
    /// The panels that it has turned on.
    pub panels: Vec<Panel>,
    /// How its panels are installed, by the panels' numbers.
    pub recipes: Vec<Recipe>,
    /// Whether prices or orders fix its currency.
    pub currency_is_fixed: bool,
}

/// One tariff.
pub async fn find(db: impl Into<Exec<'_>>, id: TariffId) -> Result<Option<Plan>> {
    let mut exec = db.into();
    let Some(tariff) = super::find(exec.again(), id).await? else { return Ok(None) };
    Ok(Some(Plan {
        modules: modules::list(exec.again(), id).await?,
        periods: periods::list(exec.again(), id, tariff.details.currency).await?,
        systems: systems::list(exec.again(), id).await?,
        panels: panels::list(exec.again(), id).await?,
        recipes: recipes::list(exec.again(), id).await?,
        currency_is_fixed: uses::fix_currency(exec.again(), id).await?,
        tariff,
    }))
}

/// Writes what stands beside a tariff's own row: modules, periods, systems, recipes.
pub async fn replace_parts(tx: &mut Tx, plan: &Plan) -> Result<()> {
    let id = plan.tariff.id;
    modules::replace(&mut *tx, id, &plan.modules).await?;
    periods::replace(&mut *tx, id, &plan.periods).await?;
    systems::replace(&mut *tx, id, &plan.systems).await?;
    recipes::replace(&mut *tx, id, &plan.recipes).await
}
