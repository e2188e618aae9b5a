//! A tariff with everything that can be chosen with it, in a constant number of queries.

use domain::{ModuleId, OptionId, TariffId};

use super::options::{OptionValue, TariffOption};
use super::periods::Price;
use super::systems::System;
use super::{Tariff, modules, options, periods, systems};
use crate::tariffs::options::unit_prices;
use crate::{Db, Result};

/// A tariff with everything that can be chosen with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The tariff.
    pub tariff: Tariff,
    /// Its prices, the shortest period first.
    pub periods: Vec<Price>,
    /// Its operating systems.
    pub systems: Vec<System>,
    /// Its options, enabled or not, in the order of the form.
    pub options: Vec<TariffOption>,
    /// The values of those options with their prices.
    pub values: Vec<OptionValue>,
    /// What a unit of the options without values costs.
    pub unit_prices: Vec<(OptionId, Price)>,
    /// Where the next server would be made; `None` if no module is active.
    pub vm_module_id: Option<ModuleId>,
}

/// The offer of one tariff, whether enabled or not.
pub async fn find(db: &Db, id: TariffId) -> Result<Option<Offer>> {
    let Some(tariff) = super::find(db, id).await? else { return Ok(None) };
    let currency = tariff.details.currency;
    Ok(Some(Offer {
        periods: periods::list(db, id, currency).await?,
        systems: systems::list(db, id).await?,
        options: options::list(db, id).await?,
        values: options::values(db, id, currency).await?,
        unit_prices: unit_prices::of_tariff(db, id, currency).await?,
        vm_module_id: modules::next(db, id).await?,
        tariff,
    }))
}
