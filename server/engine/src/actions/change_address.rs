//! Follows a server whose address a person changed at VMmanager.

use domain::access::Action;
use domain::{IpAddress, LicenseState, OperationId, OperationKind, ServiceId};
use store::operations::{NewOperation, ONE_OPEN};
use store::services::addresses::Shown;
use store::{form_keys, licenses, operations, services};

use super::service_event::ServiceEvent;
use crate::operations::{CHANGE_ADDRESS, Confirmed};
use crate::reads::address_problem;
use crate::{Caller, Engine, Error, Refusal, Result, history};

/// A person confirms the address that VMmanager showed when it was last read; the same form sent again changes nothing.
pub async fn change_address(
    engine: &Engine,
    caller: Caller,
    id: ServiceId,
    address: &str,
    one_time_key: &str,
) -> Result<()> {
    caller.may(Action::ManageClients)?;
    let confirmed = IpAddress::parse(address).map_err(|_| Refusal::BadForm)?;
    let mut tx = engine.db().begin().await?;
    if history::added_before(&mut tx, engine, one_time_key).await?.is_some() {
        return Ok(());
    }
    services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    services::hold(&mut tx, id).await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if let Some(problem) = address_problem(&mut tx, &service).await? {
        return Err(problem.into());
    }
    let shown = services::addresses::shown(&mut tx, id).await?;
    if shown.as_ref().and_then(Shown::main) != Some(confirmed) {
        return Err(Refusal::AddressReadSince.into());
    }
    if service.address == Some(confirmed) {
        return Err(Refusal::AddressKnown.into());
    }
    let license = licenses::of_service(&mut tx, id).await?;
    let license = license.filter(|license| license.state == LicenseState::Attached);
    let notes = Confirmed { to: confirmed, license_at: license.map(|license| license.card.address) };
    let new = NewOperation {
        kind: OperationKind::ChangeAddress,
        service_id: id,
        step: CHANGE_ADDRESS,
        data: serde_json::to_value(&notes).map_err(Error::setup)?,
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
    let data = serde_json::json!({ "from": service.address, "to": confirmed });
    let event = ServiceEvent::new("server.address_confirmed", &service, caller.user());
    ServiceEvent { operation: Some(operation), data, ..event }.record(engine, &mut tx).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}

/// What is at work on the service.
pub(super) async fn in_the_way(engine: &Engine, id: ServiceId) -> Result<Refusal> {
    let latest = operations::latest_of_service(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let operation: OperationId = latest.id;
    Ok(Refusal::OperationOpen { operation })
}
