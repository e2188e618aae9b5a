//! Returns the licenses of services that are suspended for long.

use domain::suspension::{Kept, KeptLicense};
use domain::{Date, OperationKind, ServiceId, ServiceState};
use store::licenses::License;
use store::modules::license_server;
use store::operations::{NewOperation, ONE_OPEN};
use store::services::Service;
use store::{licenses, operations, services};

use super::each_due::each_due;
use super::service_event::ServiceEvent;
use crate::operations::RELEASE_LICENSE;
use crate::{Engine, Error, Result};

/// Begins the return of every license whose service is suspended for as many days as its tariff says, and says how
/// many it began with.
pub async fn due_releases(engine: &Engine) -> Result<usize> {
    let due = services::due_for_release(engine.db()).await?;
    Ok(each_due(engine, "release", due, |id| release(engine, id)).await)
}

async fn release(engine: &Engine, id: ServiceId) -> Result<bool> {
    let Some(license) = licenses::of_service(engine.db(), id).await? else { return Ok(false) };
    let mut tx = engine.db().begin().await?;
    services::hold(&mut tx, id).await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if service.state != ServiceState::Suspended {
        return Ok(false);
    }
    let Some(suspended) = &service.suspended else { return Ok(false) };
    let KeptLicense::Release { since } = kept_from(engine, &service, &license, suspended.on).await? else {
        return Ok(false);
    };
    let new = NewOperation {
        kind: OperationKind::ReleaseLicense,
        service_id: id,
        step: RELEASE_LICENSE,
        data: serde_json::json!({}),
        run_at_ms: engine.clock().now_ms(),
    };
    let operation = match operations::enqueue(&mut tx, &new).await {
        Err(error) if error.violates(ONE_OPEN) => return Ok(false),
        queued => queued?,
    };
    let event = ServiceEvent::new("license.release_started", &service, None);
    let data = serde_json::json!({ "since": since });
    ServiceEvent { operation: Some(operation), data, ..event }.record(engine, &mut tx).await?;
    tx.commit().await?;
    Ok(true)
}

/// What becomes of the license of a service that is suspended from this day on.
pub(crate) async fn kept_from(
    engine: &Engine,
    service: &Service,
    license: &License,
    suspended_on: Date,
) -> Result<KeptLicense> {
    let settings = license_server::find(engine.db(), license.module_id).await?.ok_or(Error::NotFound)?;
    let zone = jiff::tz::TimeZone::get(&settings.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let kept = Kept {
        suspended_on,
        release_days: service.sold.suspend_release_days,
        expires_on: license.card.expires_on,
        min_days: settings.min_release_days,
    };
    Ok(kept.license(engine.clock().today(), engine.clock().today_in(&zone)))
}
