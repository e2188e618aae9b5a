//! The tariffs that a client may order, with their prices.

use domain::TariffId;
use domain::access::Action;
use domain::price::PeriodPrice;
use store::tariffs::{self, periods};

use super::offer::period_price;
use crate::{Caller, Engine, Result};

/// A tariff as the order page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TariffCard {
    /// Its number.
    pub id: TariffId,
    /// Its name.
    pub name: String,
    /// What a client gets, in a sentence.
    pub description: String,
    /// Processors.
    pub cpu_number: u32,
    /// Memory in MiB.
    pub ram_mib: u32,
    /// Disk in MiB.
    pub disk_mib: u32,
    /// Its prices, the shortest period first.
    pub periods: Vec<PeriodPrice>,
}

impl TariffCard {
    pub(super) fn new(tariff: &tariffs::Tariff, periods: Vec<PeriodPrice>) -> Self {
        let details = &tariff.details;
        Self {
            id: tariff.id,
            name: details.name.clone(),
            description: details.description.clone(),
            cpu_number: details.cpu_number,
            ram_mib: details.ram_mib,
            disk_mib: details.disk_mib,
            periods,
        }
    }
}

/// The tariffs that are on and have a price.
pub async fn order_page(engine: &Engine, caller: Caller) -> Result<Vec<TariffCard>> {
    caller.client(Action::SeeOffer)?;
    let prices = periods::list_enabled(engine.db()).await?;
    let tariffs = tariffs::list_enabled(engine.db()).await?;
    let cards = tariffs.iter().map(|tariff| {
        let own = prices.iter().filter(|(id, _)| *id == tariff.id);
        TariffCard::new(tariff, own.map(|(_, price)| period_price(price)).collect())
    });
    Ok(cards.filter(|card| !card.periods.is_empty()).collect())
}
