//! Deletes a service: when its paid period ends, or at once.

use domain::access::Action;
use domain::{Date, OperationId, OperationKind, ServiceId, ServiceState};
use store::operations::{NewOperation, ONE_OPEN, Operation};
use store::services::Service;
use store::tariffs::DeleteMode;
use store::{Tx, operations, services};

use super::give_up_operation;
use super::give_up_operation::stands_still;
use super::service_event::ServiceEvent;
use crate::operations::DELETE_SERVICE;
use crate::{Caller, Engine, Error, Refusal, Result};

/// What a deletion does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// The service goes on until this day, which is its last paid one; it can be cancelled until then.
    Scheduled(Date),
    /// The server is being removed, and its license returned.
    Started(OperationId),
}

/// What deleting would do, for the page that asks whether to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeletionPreview {
    /// It would go on until this day.
    OnThe(Date),
    /// It would be removed at once.
    AtOnce,
}

/// Deletes a service by its tariff's mode, for its client or for staff.
pub async fn delete_service(engine: &Engine, caller: Caller, id: ServiceId) -> Result<Deletion> {
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    caller.reach(service.client_id, Action::ManageOwnServices, Action::ManageClients)?;
    match preview(engine, &service) {
        DeletionPreview::OnThe(day) => schedule(engine, caller, &service, day).await,
        DeletionPreview::AtOnce => start(engine, caller, id, None).await.map(Deletion::Started),
    }
}

/// What deleting this service would do now.
pub(crate) fn preview(engine: &Engine, service: &Service) -> DeletionPreview {
    let delivered = matches!(service.state, ServiceState::Active | ServiceState::Suspended);
    let waits = service.sold.delete_mode == DeleteMode::AfterPaidPeriod
        && delivered
        && service.paid_until > engine.clock().today();
    if waits { DeletionPreview::OnThe(service.paid_until) } else { DeletionPreview::AtOnce }
}

async fn schedule(engine: &Engine, caller: Caller, service: &Service, day: Date) -> Result<Deletion> {
    if service.delete_on == Some(day) {
        return Ok(Deletion::Scheduled(day));
    }
    let mut tx = engine.db().begin().await?;
    services::set_delete_on(&mut tx, service.id, Some(day)).await?;
    let event = ServiceEvent::new("service.deletion_scheduled", service, caller.user());
    let data = serde_json::json!({ "on": day });
    ServiceEvent { data, ..event }.record(engine, &mut tx).await?;
    tx.commit().await?;
    Ok(Deletion::Scheduled(day))
}

/// Queues the removal of a service, unless something else is at work on it; with a day, only if it is still to be
/// deleted on that day.
pub(super) async fn start(
    engine: &Engine,
    caller: Caller,
    id: ServiceId,
    due: Option<Date>,
) -> Result<OperationId> {
    let mut tx = engine.db().begin().await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if matches!(service.state, ServiceState::Deleting | ServiceState::Deleted) {
        return Err(Refusal::AlreadyDeleted.into());
    }
    if due.is_some_and(|today| service.delete_on.is_none_or(|on| on > today)) {
        return Err(Refusal::NotScheduled.into());
    }
    for open in operations::open_of_service(&mut tx, id).await? {
        give_up(engine, &mut tx, caller, &open).await?;
    }
    services::set_state(&mut tx, id, ServiceState::Deleting).await?;
    let now_ms = engine.clock().now_ms();
    let new = NewOperation {
        kind: OperationKind::DeleteService,
        service_id: id,
        step: DELETE_SERVICE,
        data: serde_json::json!({}),
        run_at_ms: now_ms,
    };
    let operation = match operations::enqueue(&mut tx, &new).await {
        Err(error) if error.violates(ONE_OPEN) => {
            drop(tx);
            let winner = operations::latest_of_service(engine.db(), id).await?.ok_or(Error::NotFound)?;
            return Err(Refusal::OperationOpen { operation: winner.id }.into());
        }
        queued => queued?,
    };
    let event = ServiceEvent::new("service.deletion_started", &service, caller.user());
    ServiceEvent { operation: Some(operation), ..event }.record(engine, &mut tx).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(operation)
}

/// Ends a failed operation in favour of the deletion, which gives back what was paid for a server that was never
/// made; one that still runs, or may have spent money, goes first.
async fn give_up(engine: &Engine, tx: &mut Tx, caller: Caller, open: &Operation) -> Result<()> {
    let busy = || Error::from(Refusal::OperationOpen { operation: open.id });
    if !stands_still(open) {
        return Err(busy());
    }
    if give_up_operation::may_have_spent(&mut *tx, open.id).await? {
        return Err(Refusal::PurchaseUndecided { operation: open.id }.into());
    }
    match give_up_operation::end(engine, tx, caller, open, "service deleted").await {
        // Somebody had it go on at this moment.
        Err(Error::Refused(_)) => Err(busy()),
        ended => ended,
    }
}
