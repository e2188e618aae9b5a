//! Ends an operation that cannot go on, with a note.

use domain::access::Action;
use domain::operation::Note;
use domain::{LicenseState, OperationId, OperationKind, OperationState, PanelState, ServiceState};
use store::events::NewEvent;
use store::operations::{NewOperation, Operation};
use store::services::Service;
use store::{Tx, events, licenses, operations, plan_changes, purchases, renewals, services, tasks};

use super::refund::refund_undelivered;
use super::resume_service;
use crate::operations::{DELETE_SERVICE, returned, settle_panel};
use crate::worker::PATIENCE;
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
    if operation.state != OperationState::Failed || may_have_spent(&mut tx, id).await? {
        return Err(Refusal::NotFailed.into());
    }
    end(engine, &mut tx, caller, &operation, note).await?;
    remove_server(engine, &mut tx, &operation).await?;
    resume_service::given_up(engine, &mut tx, &operation, note).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}

/// Whether a purchase, a renewal or a change of plan of the operation is undecided.
pub(super) async fn may_have_spent(tx: &mut Tx, id: OperationId) -> Result<bool> {
    let purchase = purchases::live(&mut *tx, id).await?;
    let renewal = renewals::open(&mut *tx, id).await?;
    let plan_change = plan_changes::open(&mut *tx, id).await?;
    Ok(purchase.is_some_and(|purchase| purchase.state.is_undecided())
        || plan_change.is_some_and(|change| change.state.is_undecided())
        || renewal.is_some_and(|renewal| renewal.state.is_undecided()))
}

/// Whether an operation failed, or waits for something that may never come.
pub(super) fn stands_still(operation: &Operation) -> bool {
    match operation.state {
        OperationState::Failed => true,
        OperationState::Ready => operation.note.as_ref().is_some_and(|note| {
            // A key that is long in coming may never come: a person has been told.
            note.may_last() || (*note == Note::KeyBeingMade && operation.failures >= PATIENCE)
        }),
        _ => false,
    }
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
    if operation.kind == OperationKind::ChangePanel {
        // Before it ends, which gives what it has reserved to the service.
        settle_panel(engine, tx, operation, &service).await?;
    }
    match operations::give_up(tx, operation.id, note, now_ms).await {
        Err(store::Error::Stale(_)) => return Err(Refusal::NotFailed.into()),
        given_up => given_up?,
    }
    tasks::close(tx, operation.id, caller.user(), Some(note), now_ms).await?;
    match operation.kind {
        OperationKind::ProvisionService => settle_provision(engine, tx, caller, &service).await?,
        OperationKind::DeleteService => settle_deletion(tx, &service).await?,
        OperationKind::RenewLicense | OperationKind::ResumeService => settle_renewal(tx, &service).await?,
        // It runs on: what a person gave up is not begun again until it is paid, and not paid once more.
        OperationKind::SuspendService => {}
        OperationKind::ReleaseLicense => hold_license(tx, &service).await?,
        OperationKind::ChangeAddress => settle_move(tx, &service).await?,
        // It serves with the key that it has, old or new.
        OperationKind::ChangeKey => {}
        OperationKind::ReturnLicense => hold_left(tx, operation, &service).await?,
        OperationKind::ChangePanel => {}
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
    let has_panel = service.panel_state == PanelState::Active;
    services::leave_to_client(tx, service.id).await?;
    if has_panel {
        return Ok(());
    }
    if service.state != ServiceState::Provisioning {
        return Ok(services::set_panel_state(tx, service.id, PanelState::GivenUp).await?);
    }
    refund_undelivered(engine, tx, caller.user(), service).await?;
    Ok(services::set_state(tx, service.id, ServiceState::Failed).await?)
}

/// The license ends when it ends; one that was gone and could not be replaced leaves no panel.
async fn settle_renewal(tx: &mut Tx, service: &Service) -> Result<()> {
    if service.panel_state == PanelState::Pending {
        services::set_panel_state(tx, service.id, PanelState::Released).await?;
    }
    Ok(())
}

/// A license that got as far as the service serves it; without one there is no panel until it is renewed.
async fn settle_move(tx: &mut Tx, service: &Service) -> Result<()> {
    if service.panel_state != PanelState::Pending {
        return Ok(());
    }
    let license = licenses::of_service(&mut *tx, service.id).await?;
    let is_attached = license.is_some_and(|license| license.state == LicenseState::Attached);
    let panel = if is_attached { PanelState::Active } else { PanelState::Released };
    Ok(services::set_panel_state(tx, service.id, panel).await?)
}

/// A license that stayed behind and cannot be returned now is held until staff return it.
async fn hold_left(tx: &mut Tx, operation: &Operation, service: &Service) -> Result<()> {
    let Some(id) = returned(&operation.data) else { return Ok(()) };
    let open = operations::open_of_service(&mut *tx, service.id).await?;
    if open.iter().any(|other| other.id != operation.id && returned(&other.data) == Some(id)) {
        // It stayed behind once more since, and another operation returns it.
        return Ok(());
    }
    let left = licenses::find(&mut *tx, id).await?.filter(|license| license.is_of(service.id));
    if left.is_some_and(|license| {
        matches!(license.state, LicenseState::Releasing | LicenseState::WaitingAddress)
    }) {
        licenses::set_returning(tx, id, service.id, LicenseState::Held).await?;
    }
    Ok(())
}

/// A server that was asked for and never delivered may be there: it goes, and with it whatever license it got.
async fn remove_server(engine: &Engine, tx: &mut Tx, ended: &Operation) -> Result<()> {
    let service = services::find(&mut *tx, ended.service_id).await?.ok_or(Error::NotFound)?;
    let is_left = service.state == ServiceState::Failed && service.vm_requested_at_ms.is_some();
    if ended.kind != OperationKind::ProvisionService || !is_left {
        return Ok(());
    }
    services::set_state(tx, service.id, ServiceState::Deleting).await?;
    let new = NewOperation {
        kind: OperationKind::DeleteService,
        service_id: service.id,
        step: DELETE_SERVICE,
        data: serde_json::json!({}),
        run_at_ms: engine.clock().now_ms(),
    };
    operations::enqueue(tx, &new).await?;
    Ok(())
}

/// A license that cannot be returned now is held until staff return it.
async fn settle_deletion(tx: &mut Tx, service: &Service) -> Result<()> {
    if service.state == ServiceState::Deleting {
        services::set_state(tx, service.id, ServiceState::Failed).await?;
    }
    hold_license(tx, service).await
}

/// It is held until staff return it, or its service is resumed and takes it back.
async fn hold_license(tx: &mut Tx, service: &Service) -> Result<()> {
    if let Some(license) = licenses::of_service(&mut *tx, service.id).await?
        && license.state != LicenseState::Reserved
    {
        licenses::set_returning(tx, license.id, service.id, LicenseState::Held).await?;
    }
    Ok(())
}
