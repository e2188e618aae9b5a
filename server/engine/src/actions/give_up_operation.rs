//! Ends an operation that cannot go on, with a note.

use domain::access::Action;
use domain::{
    LedgerKind, LicenseState, OperationId, OperationKind, OperationState, PanelState, ServiceState,
};
use store::events::NewEvent;
use store::ledger::{NewEntry, Posted};
use store::operations::Operation;
use store::services::Service;
use store::{Tx, events, ledger, licenses, operations, orders, purchases, services, tasks};

use crate::{Caller, Engine, Error, Refusal, Result};

/// A person gives a failed operation up. What was paid is not lost by it: a client whose server was never made gets
/// the money back, and a license that was on its way to the pool is held for staff.
pub async fn give_up_operation(engine: &Engine, caller: Caller, id: OperationId, note: &str) -> Result<()> {
    caller.may(Action::DecideOperations)?;
    let note = note.trim();
    if note.is_empty() {
        return Err(Refusal::NoteMissing.into());
    }
    let mut tx = engine.db().begin().await?;
    let operation = operations::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let undecided = purchases::live(&mut tx, id).await?.is_some_and(|purchase| purchase.state.is_undecided());
    if operation.state != OperationState::Failed || undecided {
        return Err(Refusal::NotFailed.into());
    }
    end(engine, &mut tx, caller, &operation, note).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends it, and settles what it leaves behind.
pub(super) async fn end(
    engine: &Engine,
    tx: &mut Tx,
    caller: Caller,
    operation: &Operation,
    note: &str,
) -> Result<()> {
    let now_ms = engine.clock().now_ms();
    let service = services::find(&mut *tx, operation.service_id).await?.ok_or(Error::NotFound)?;
    match operations::give_up(tx, operation.id, note, now_ms).await {
        Err(store::Error::Stale(_)) => return Err(Refusal::NotFailed.into()),
        given_up => given_up?,
    }
    tasks::close(tx, operation.id, caller.user(), Some(note), now_ms).await?;
    match operation.kind {
        OperationKind::ProvisionService => settle_provision(engine, tx, caller, &service).await?,
        OperationKind::DeleteService => settle_deletion(tx, &service).await?,
    }
    let event = NewEvent {
        kind: "operation.given_up",
        client: Some(service.client_id),
        service: Some(service.id),
        operation: Some(operation.id),
        actor: caller.user(),
        data: serde_json::json!({ "note": note, "step": operation.step }),
        at_ms: now_ms,
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    Ok(events::record(tx, &event).await?)
}

async fn settle_provision(engine: &Engine, tx: &mut Tx, caller: Caller, service: &Service) -> Result<()> {
    if service.state != ServiceState::Provisioning {
        return Ok(services::set_panel_state(tx, service.id, PanelState::Released).await?);
    }
    services::set_state(tx, service.id, ServiceState::Failed).await?;
    let order = orders::of_service(&mut *tx, service.id).await?.ok_or(Error::NotFound)?;
    if order.total.is_zero() {
        return Ok(());
    }
    let key = format!("refund-{}", order.id);
    let entry = NewEntry {
        client_id: service.client_id,
        kind: LedgerKind::Refund,
        amount: order.total,
        reason: "The server could not be made",
        author_id: caller.user(),
        order_id: Some(order.id),
        service_id: Some(service.id),
        one_time_key: Some(&key),
        created_at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
    };
    match ledger::post(tx, &entry).await? {
        Posted::Posted => Ok(()),
        // A client has one currency, and a refund only adds.
        Posted::NotCovered => Err(Error::NotFound),
    }
}

async fn settle_deletion(tx: &mut Tx, service: &Service) -> Result<()> {
    if service.state == ServiceState::Deleting {
        services::set_state(tx, service.id, ServiceState::Failed).await?;
    }
    if let Some(license) = licenses::of_service(&mut *tx, service.id).await?
        && matches!(license.state, LicenseState::Releasing | LicenseState::WaitingAddress)
    {
        licenses::set_state(tx, license.id, LicenseState::Held).await?;
    }
    Ok(())
}
