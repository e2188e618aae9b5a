//! Renews the services that renew themselves and whose paid time is about to end.

use domain::{ServiceId, ServiceState};
use store::{events, services};

use super::each_due::each_due;
use super::renew_service;
use super::service_event::ServiceEvent;
use crate::reads::renewal;
use crate::{Caller, Engine, Error, Refusal, Result};

const NOT_PAID: &str = "service.renewal_not_paid";

/// Charges every renewal that is due, from the day before the paid time ends, and says how many it charged. What
/// the balance does not cover is said once a day, and tried again.
pub async fn due_renewals(engine: &Engine) -> Result<usize> {
    let today = engine.clock().today();
    let tomorrow = today.tomorrow().unwrap_or(today);
    let due = services::due_for_renewal(engine.db(), tomorrow).await?;
    Ok(each_due(engine, "renewal", due, |id| renew(engine, id)).await)
}

async fn renew(engine: &Engine, id: ServiceId) -> Result<bool> {
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let terms = renewal::terms(engine, &service).await?;
    let term = terms.into_iter().find(|term| Some(term.quote.period()) == service.auto_renewal_period);
    let Some(term) = term else {
        not_paid(engine, id, &Refusal::PeriodNotSold).await?;
        return Ok(false);
    };
    let mut tx = engine.db().begin().await?;
    match renew_service::write(engine, &mut tx, &service, &term, Caller::Operator, None).await {
        Ok(()) => tx.commit().await?,
        // Another process was quicker, or a person.
        Err(Error::Store(store::Error::Stale(_))) => return Ok(false),
        Err(Error::Refused(refusals)) => {
            drop(tx);
            for refusal in &refusals {
                not_paid(engine, id, refusal).await?;
            }
            return Ok(false);
        }
        Err(error) => return Err(error),
    }
    Ok(true)
}

/// Says it once a day.
async fn not_paid(engine: &Engine, id: ServiceId, why: &Refusal) -> Result<()> {
    let mut tx = engine.db().begin().await?;
    services::hold(&mut tx, id).await?;
    if events::happened_on(&mut tx, id, NOT_PAID, engine.clock().today()).await? {
        return Ok(());
    }
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    // Its client knows: that is why it is suspended.
    if service.state == ServiceState::Suspended {
        return Ok(());
    }
    let event = ServiceEvent::new(NOT_PAID, &service, None);
    let data = serde_json::json!({ "why": why });
    ServiceEvent { data, ..event }.record(engine, &mut tx).await?;
    Ok(tx.commit().await?)
}
