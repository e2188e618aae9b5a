//! Sets whether a service renews itself, and for which period.

use domain::access::Action;
use domain::{Period, ServiceId};
use store::services;

use super::service_event::ServiceEvent;
use crate::reads::renewal;
use crate::{Caller, Engine, Error, Refusal, Result};

/// Turns auto-renewal off, or on for a period that the service can be renewed for.
pub async fn set_auto_renewal(
    engine: &Engine,
    caller: Caller,
    id: ServiceId,
    period: Option<Period>,
) -> Result<()> {
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    caller.reach(service.client_id, Action::ManageOwnServices, Action::ManageClients)?;
    if let Some(period) = period {
        if service.period.is_trial() {
            return Err(Refusal::TrialNotRenewed.into());
        }
        let terms = renewal::terms(engine, &service).await?;
        if terms.iter().all(|term| term.quote.period() != period) {
            return Err(Refusal::PeriodNotSold.into());
        }
    }
    if service.auto_renewal_period == period {
        return Ok(());
    }
    let mut tx = engine.db().begin().await?;
    services::set_auto_renewal(&mut tx, id, period).await?;
    let event = ServiceEvent::new("service.auto_renewal_set", &service, caller.user());
    let data = serde_json::json!({ "period": period });
    ServiceEvent { data, ..event }.record(engine, &mut tx).await?;
    Ok(tx.commit().await?)
}
