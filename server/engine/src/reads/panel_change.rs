//! What another panel would cost a service, by every way: before anything is done.

mod offer;
mod weigh;

pub use offer::SavedOffer;
pub(crate) use offer::plain;
pub(crate) use weigh::{Wanted, Weighed, load};

use domain::access::Action;
use domain::panel_change::Ways;
use domain::{ClientId, ModuleId, Money, Period, RemoteMoney, ServiceId, ServiceState, ValueId};
use store::services::{self, Service};
use store::{clients, operations};

use super::offer::{self as tariff_offer, TariffOffer};
use super::services::ServiceCard;
use crate::actions::is_waiting_aside;
use crate::{Caller, Engine, Error, Refusal, Result};

/// The page that changes the panel of a service.
#[derive(Debug)]
pub struct PanelChangePage {
    /// The service.
    pub card: ServiceCard,
    /// Whose it is.
    pub client_id: ClientId,
    /// The client's name.
    pub client_name: String,
    /// The period that was paid last: prices are for it.
    pub period: Period,
    /// Why its panel cannot be changed now.
    pub problem: Option<Refusal>,
    /// The panels that its tariff plan sells for the period.
    pub choices: Vec<PanelChoice>,
    /// The one that was chosen, with every way to it.
    pub preview: Option<PanelPreview>,
}

/// A panel that a service can be changed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelChoice {
    /// The value of the tariff's panel option.
    pub value: ValueId,
    /// Its name.
    pub name: String,
    /// What it costs the client for the period.
    pub price: Money,
    /// Whether the service has it.
    pub is_current: bool,
}

/// A chosen panel, with every way to it.
#[derive(Debug)]
pub struct PanelPreview {
    /// What was chosen.
    pub choice: PanelChoice,
    /// What the client pays for the panel now, for the same period; none if it is not sold for it any more.
    pub price_now: Option<Money>,
    /// Every way, with what it costs and spends.
    pub ways: Ways,
    /// The license server and its name; none for no panel.
    pub module: Option<(ModuleId, String)>,
    /// What may be spent there, and when it was read, in machine milliseconds.
    pub balance: Option<(RemoteMoney, i64)>,
    /// What the license server said about a change of plan, and when, in machine milliseconds.
    pub asked: Option<(SavedOffer, i64)>,
    /// How the client installs it, as staff wrote it; none for no panel.
    pub install_steps: Option<String>,
}

/// The page of a service's panel; with a chosen value, every way to it as it is known now.
pub async fn panel_change(
    engine: &Engine,
    caller: Caller,
    id: ServiceId,
    value: Option<ValueId>,
) -> Result<PanelChangePage> {
    caller.may(Action::SeeStaffPages)?;
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let client = clients::find(engine.db(), service.client_id).await?.ok_or(Error::NotFound)?;
    let offer = tariff_offer::load(engine, service.tariff_id).await?;
    let choices = offer.as_ref().map(|offer| choices(offer, &service)).unwrap_or_default();
    let problem = match problem(&service) {
        Some(problem) => Some(problem),
        None => open(engine, id).await?,
    };
    let chosen = value.and_then(|value| choices.iter().find(|choice| choice.value == value));
    let preview = match (&offer, chosen.filter(|choice| !choice.is_current)) {
        (Some(offer), Some(choice)) => Some(preview(engine, &service, offer, choice, &choices).await?),
        _ => None,
    };
    Ok(PanelChangePage {
        client_id: service.client_id,
        client_name: client.name,
        period: service.period,
        problem,
        choices,
        preview,
        card: ServiceCard::new(service),
    })
}

/// Why the panel of a service cannot be changed, whatever to.
pub(crate) fn problem(service: &Service) -> Option<Refusal> {
    if service.state != ServiceState::Active || service.address.is_none() {
        return Some(Refusal::PanelNeedsRunningService);
    }
    service.period.is_trial().then_some(Refusal::TrialPanelStays)
}

/// The operation that is in the way.
async fn open(engine: &Engine, id: ServiceId) -> Result<Option<Refusal>> {
    let open = operations::open_of_service(engine.db(), id).await?;
    let busy = open.iter().find(|operation| !is_waiting_aside(operation));
    Ok(busy.map(|operation| Refusal::OperationOpen { operation: operation.id }))
}

/// The panels that the tariff sells for the service's period, and the one that it has.
pub(crate) fn choices(tariff: &TariffOffer, service: &Service) -> Vec<PanelChoice> {
    let Some(offer) = &tariff.offer else { return Vec::new() };
    let Some(option) = offer.prices.option(offer.panel) else { return Vec::new() };
    let choices = option.values.iter().filter_map(|value| {
        let is_current = match &service.plan_code {
            Some(plan) => *plan == value.plan,
            None => value.plan.is_no_panel(),
        };
        let price = value.prices.iter().find(|price| price.period == service.period)?.cost;
        let is_sold = value.is_on || is_current;
        is_sold.then(|| PanelChoice { value: value.value, name: value.name.clone(), price, is_current })
    });
    choices.collect()
}

async fn preview(
    engine: &Engine,
    service: &Service,
    offer: &TariffOffer,
    choice: &PanelChoice,
    choices: &[PanelChoice],
) -> Result<PanelPreview> {
    let weighed = load(engine, service, offer, choice).await?;
    Ok(PanelPreview {
        choice: choice.clone(),
        price_now: choices.iter().find(|choice| choice.is_current).map(|choice| choice.price),
        ways: domain::panel_change::ways(&weighed.facts),
        module: weighed.module,
        balance: weighed.balance,
        asked: weighed.asked,
        install_steps: weighed.wanted.target.is_some().then_some(weighed.wanted.install_steps),
    })
}
