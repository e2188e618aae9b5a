//! One tariff with everything that can be chosen, for the order form and its live total.

use domain::access::Action;
use domain::order::Offer;
use domain::{Money, TariffId, ValueId};
use store::clients;

use super::offer::{self, Unserved};
use super::order_page::TariffCard;
use crate::{Caller, Engine, Error, Result, TariffProblem};

/// What the order form of a tariff shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFormPage {
    /// The tariff.
    pub tariff: TariffCard,
    /// What can be chosen and what it costs; absent if there is no panel to choose.
    pub offer: Option<Offer>,
    /// Why nothing can be ordered now.
    pub problem: Option<TariffProblem>,
    /// Panels that the license server cannot serve; the offer has them turned off.
    pub unserved: Vec<(ValueId, Unserved)>,
    /// What the client may spend.
    pub balance: Money,
}

/// The order form of a tariff, whether it is on or off.
pub async fn order_form(engine: &Engine, caller: Caller, tariff: TariffId) -> Result<OrderFormPage> {
    let client = caller.client(Action::SeeOffer)?;
    let loaded = offer::load(engine, tariff).await?.ok_or(Error::NotFound)?;
    let client = clients::find(engine.db(), client).await?.ok_or(Error::NotFound)?;
    let periods = loaded.offer.as_ref().map(|offer| offer.prices.periods.clone()).unwrap_or_default();
    Ok(OrderFormPage {
        tariff: TariffCard::new(&loaded.tariff, periods),
        offer: loaded.offer.filter(|_| loaded.problem != Some(TariffProblem::NoPanels)),
        problem: loaded.problem,
        unserved: loaded.unserved,
        balance: client.balance,
    })
}
