//! Has a new key made for the license of a service.

use domain::access::Action;
use domain::pool::LastChange;
use domain::{OperationKind, ServiceId};
use store::operations::{NewOperation, ONE_OPEN};
use store::{form_keys, operations, services};

use super::change_address::in_the_way;
use super::read_address::read_license;
use super::service_event::ServiceEvent;
use crate::operations::CHANGE_KEY;
use crate::reads::{key_busy, key_too_soon, rekeyable};
use crate::remotes::LicenseServer;
use crate::remotes::clients::Purpose;
use crate::{Caller, Engine, Error, Refusal, Result, history};

/// Queues it, for the service's client or for staff; refused with the day before which the license server allows none.
/// The same form sent again makes no other key.
pub async fn change_key(engine: &Engine, caller: Caller, id: ServiceId, one_time_key: &str) -> Result<()> {
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    caller.reach(service.client_id, Action::ManageOwnServices, Action::ManageLicenses)?;
    let mut tx = engine.db().begin().await?;
    if history::added_before(&mut tx, engine, one_time_key).await?.is_some() {
        return Ok(());
    }
    let unread = rekeyable(&mut tx, &service).await?;
    drop(tx);
    let unread = unread.ok_or(Refusal::NoKeyToChange)?;
    let server = LicenseServer::load(engine, unread.module_id, Purpose::Read).await?;
    // When the key was changed last stands in the list alone; without it nobody could be told the day.
    if unread.card.last_key_change == LastChange::Unknown {
        read_license(engine, &unread).await?;
    }
    let mut tx = engine.db().begin().await?;
    if history::added_before(&mut tx, engine, one_time_key).await?.is_some() {
        return Ok(());
    }
    services::hold(&mut tx, id).await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if let Some(busy) = key_busy(&mut tx, &service).await? {
        return Err(busy.into());
    }
    let license = rekeyable(&mut tx, &service).await?.ok_or(Refusal::NoKeyToChange)?;
    if let Some(too_soon) = key_too_soon(&license, &server) {
        return Err(too_soon.into());
    }
    let new = NewOperation {
        kind: OperationKind::ChangeKey,
        service_id: id,
        step: CHANGE_KEY,
        data: serde_json::json!({}),
        run_at_ms: engine.clock().now_ms(),
    };
    let operation = match operations::enqueue(&mut tx, &new).await {
        Err(error) if error.violates(ONE_OPEN) => {
            drop(tx);
            return Err(in_the_way(engine, id).await?.into());
        }
        queued => queued?,
    };
    form_keys::keep(&mut tx, one_time_key, operation.get()).await?;
    let event = ServiceEvent::new("service.key_change_started", &service, caller.user());
    ServiceEvent { operation: Some(operation), ..event }.record(engine, &mut tx).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}
