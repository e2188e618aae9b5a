//! What renewing a service costs, for its page and for whoever charges it.

use domain::access::Action;
use domain::period::term::end_of_term;
use domain::price::{Choice, ChosenExtra, ChosenValue, LineKind, Quote, renewal_quote};
use domain::suspension::next_term_starts;
use domain::{Date, Money, Period, Role, ServiceId, ServiceState, SuspensionCause};
use store::services::Service;
use store::{clients, orders, services};

use super::offer;
use super::services::ServiceCard;
use crate::{Caller, Engine, Error, Refusal, Result};

/// What the page that renews a service shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewalPage {
    /// The service.
    pub card: ServiceCard,
    /// The period that was paid last.
    pub period: Period,
    /// The period it renews itself for.
    pub auto_renewal_period: Option<Period>,
    /// For what it can be renewed, the shortest first.
    pub terms: Vec<Term>,
    /// Whether the term begins today, and not where the last one ended.
    pub from_today: bool,
    /// Why it cannot be renewed now.
    pub problem: Option<Refusal>,
    /// What the client may spend.
    pub balance: Money,
}

/// A term that a service can be renewed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The price, itemised.
    pub quote: Quote,
    /// Until when the service would be paid.
    pub paid_until: Date,
    /// The day of the month that later terms would return to.
    pub anchor_day: i8,
}

/// The page that renews a service, for its client or for staff.
pub async fn renewal(engine: &Engine, caller: Caller, id: ServiceId) -> Result<RenewalPage> {
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    caller.reach(service.client_id, Action::SeeOwnServices, Action::SeeStaffPages)?;
    let client = clients::find(engine.db(), service.client_id).await?.ok_or(Error::NotFound)?;
    Ok(RenewalPage {
        terms: terms(engine, &service).await?,
        problem: problem(&service, caller),
        from_today: starts_on(engine, &service) != service.paid_until,
        period: service.period,
        auto_renewal_period: service.auto_renewal_period,
        card: ServiceCard::new(service),
        balance: client.balance,
    })
}

/// Why a service cannot be renewed, whatever the period.
pub(crate) fn problem(service: &Service, caller: Caller) -> Option<Refusal> {
    if !matches!(service.state, ServiceState::Active | ServiceState::Suspended) {
        return Some(Refusal::NotActive);
    }
    let cause = service.suspended.as_ref().map(|suspended| suspended.cause);
    if cause == Some(SuspensionCause::Staff) && caller.role() == Role::Client {
        return Some(Refusal::SuspendedByStaff);
    }
    if service.period.is_trial() {
        return Some(Refusal::TrialNotRenewed);
    }
    service.delete_on.map(|_| Refusal::DeletionPlanned)
}

/// The periods of months that the service's tariff still sells with what the service has.
pub(crate) async fn terms(engine: &Engine, service: &Service) -> Result<Vec<Term>> {
    let Some(order) = orders::of_service(engine.db(), service.id).await? else { return Ok(Vec::new()) };
    let offer = offer::load(engine, service.tariff_id).await?.and_then(|tariff| tariff.offer);
    let Some(offer) = offer else { return Ok(Vec::new()) };
    let ordered: Quote =
        serde_json::from_value(order.quote).map_err(|error| store::Error::corrupt("orders.quote", error))?;
    let changed = service.panel_value_id.map(|value| ChosenValue { option: offer.panel, value });
    let values: Vec<_> = ordered
        .lines()
        .iter()
        .filter_map(|line| match line.kind {
            LineKind::Value { option, value } => Some(ChosenValue { option, value }),
            _ => None,
        })
        // A panel that was changed since is paid for in place of the one that was ordered.
        .filter(|ordered| changed.is_none() || ordered.option != offer.panel)
        .chain(changed)
        .collect();
    let extras: Vec<_> = services::options::list(engine.db(), service.id)
        .await?
        .into_iter()
        .filter_map(|has| Some(ChosenExtra { option: has.option_id?, amount: has.amount }))
        .collect();
    let periods = offer.prices.periods.iter().map(|price| price.period);
    let quotes = periods.filter(|period| period.as_months().is_some()).filter_map(|period| {
        // A value without a price for this period cannot be renewed for it.
        renewal_quote(&offer.prices, &Choice { period, values: values.clone(), extras: extras.clone() }).ok()
    });
    let starts_on = starts_on(engine, service);
    let anchor_day = if starts_on == service.paid_until { service.anchor_day } else { starts_on.day() };
    Ok(quotes
        .map(|quote| Term {
            paid_until: end_of_term(starts_on, quote.period(), anchor_day),
            anchor_day,
            quote,
        })
        .collect())
}

fn starts_on(engine: &Engine, service: &Service) -> Date {
    let is_suspended = service.state == ServiceState::Suspended;
    next_term_starts(service.paid_until, is_suspended, engine.clock().today())
}
