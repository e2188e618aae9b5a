//! Returns a held license to the pool.

use domain::access::Action;
use domain::{LicenseId, LicenseState, OperationId, OperationKind, ServiceState};
use store::events::NewEvent;
use store::operations::{NewOperation, ONE_OPEN};
use store::{events, licenses, operations, services};

use crate::operations::{DELETE_SERVICE, RELEASE_LICENSE, RETURN_LICENSE, return_notes};
use crate::{Caller, Engine, Error, Refusal, Result};

/// Takes up the return of a license that a given-up deletion left held; its server goes first, if it may be there.
pub async fn return_license(engine: &Engine, caller: Caller, id: LicenseId) -> Result<OperationId> {
    caller.may(Action::ManageLicenses)?;
    let mut tx = engine.db().begin().await?;
    let license = licenses::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let of = license.service_id.or(license.left_service_id);
    let (LicenseState::Held, Some(service_id)) = (license.state, of) else {
        return Err(Refusal::NotHeld.into());
    };
    let service = services::find(&mut tx, service_id).await?.ok_or(Error::NotFound)?;
    let stayed_behind = license.service_id.is_none();
    let (kind, step) = match service.state {
        _ if stayed_behind => (OperationKind::ReturnLicense, RETURN_LICENSE),
        ServiceState::Deleted => (OperationKind::DeleteService, RELEASE_LICENSE),
        ServiceState::Active | ServiceState::Suspended => (OperationKind::ReleaseLicense, RELEASE_LICENSE),
        _ => (OperationKind::DeleteService, DELETE_SERVICE),
    };
    let now_ms = engine.clock().now_ms();
    let data = if stayed_behind { return_notes(id)? } else { serde_json::json!({}) };
    let new = NewOperation { kind, service_id, step, data, run_at_ms: now_ms };
    let operation = match operations::enqueue(&mut tx, &new).await {
        Err(error) if error.violates(ONE_OPEN) => return Err(Refusal::NotHeld.into()),
        queued => queued?,
    };
    licenses::set_returning(&mut tx, id, service_id, LicenseState::Releasing).await?;
    let event = NewEvent {
        kind: "license.return_started",
        service: Some(service_id),
        license: Some(id),
        operation: Some(operation),
        actor: caller.user(),
        data: serde_json::Value::Null,
        at_ms: now_ms,
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(&mut tx, &event).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(operation)
}
