//! Takes a scheduled deletion back.

use domain::access::Action;
use domain::{ServiceId, ServiceState};
use store::services;

use super::service_event::ServiceEvent;
use crate::{Caller, Engine, Error, Refusal, Result};

/// Keeps a service that was to be deleted when its paid period ends.
pub async fn cancel_deletion(engine: &Engine, caller: Caller, id: ServiceId) -> Result<()> {
    let mut tx = engine.db().begin().await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    caller.reach(service.client_id, Action::ManageOwnServices, Action::ManageClients)?;
    if matches!(service.state, ServiceState::Deleting | ServiceState::Deleted) {
        return Err(Refusal::AlreadyDeleted.into());
    }
    if service.delete_on.is_none() {
        return Err(Refusal::NotScheduled.into());
    }
    services::set_delete_on(&mut tx, id, None).await?;
    ServiceEvent::new("service.deletion_cancelled", &service, caller.user()).record(engine, &mut tx).await?;
    Ok(tx.commit().await?)
}
