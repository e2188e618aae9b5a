//! Adds a tariff plan with its prices, systems, modules and panel option.

use domain::access::Action;
use domain::{EnumerationId, ModuleId, TariffId, ValueId};
use store::Tx;
use store::tariffs::options::{self, NewOption};
use store::tariffs::periods::{self, Price};
use store::tariffs::systems::{self, System};
use store::tariffs::{self, Details};

use crate::{Caller, Engine, Result};

/// A tariff to add.
#[derive(Debug, Clone)]
pub struct NewTariff {
    /// What is said of it.
    pub details: Details,
    /// Its prices.
    pub periods: Vec<Price>,
    /// Its operating systems, in their order.
    pub systems: Vec<System>,
    /// The processing modules that its servers are made with.
    pub modules: Vec<ModuleId>,
    /// Its option of the type *Control panel license*.
    pub panels: PanelOption,
}

/// An option of the type *Control panel license*.
#[derive(Debug, Clone)]
pub struct PanelOption {
    /// Its name on the order page.
    pub name: String,
    /// Its internal name.
    pub intname: String,
    /// The list of panels.
    pub enumeration: EnumerationId,
    /// The panel chosen at first.
    pub default: Option<ValueId>,
    /// The panels.
    pub panels: Vec<Panel>,
}

/// A panel as a tariff sells it.
#[derive(Debug, Clone)]
pub struct Panel {
    /// The value of the list.
    pub value: ValueId,
    /// Whether it is turned on.
    pub available: bool,
    /// Its prices.
    pub prices: Vec<Price>,
}

/// Adds a tariff with everything that can be chosen with it.
pub async fn add_tariff(engine: &Engine, caller: Caller, new: &NewTariff) -> Result<TariffId> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let id = write(&mut tx, new).await?;
    tx.commit().await?;
    Ok(id)
}

pub(super) async fn write(tx: &mut Tx, new: &NewTariff) -> Result<TariffId> {
    let id = tariffs::insert(tx, &new.details).await?;
    for price in &new.periods {
        periods::insert(tx, id, price).await?;
    }
    for (sort, system) in (1..).zip(&new.systems) {
        systems::insert(tx, id, system, sort).await?;
    }
    for module in &new.modules {
        tariffs::modules::insert(tx, id, *module).await?;
    }
    let option = NewOption {
        tariff_id: id,
        name: &new.panels.name,
        intname: &new.panels.intname,
        enumeration_id: new.panels.enumeration,
        default_value_id: new.panels.default,
    };
    let option = options::insert(tx, &option).await?;
    for panel in &new.panels.panels {
        options::insert_value(tx, option, panel.value, panel.available).await?;
        for price in &panel.prices {
            options::insert_price(tx, option, panel.value, price).await?;
        }
    }
    Ok(id)
}
