//! Begins the renewals of licenses that are owed coverage.

use domain::coverage::{Attached, Coverage, coverage};
use domain::{
    Date, LicenseId, LicenseState, ModuleId, ModuleKind, ModuleState, OperationKind, OperationState,
};
use domain::{RemoteStatus, ServiceId, ServiceState};
use jiff::ToSpan;
use store::licenses::License;
use store::modules::{self, license_server};
use store::operations::{NewOperation, ONE_OPEN};
use store::services::Service;
use store::{licenses, operations, renewals, services};

use crate::operations::{Owed, RENEW_LICENSE};
use crate::{Engine, Error, Result};

/// Queues a renewal for every license that is owed one and says how many it queued.
pub async fn due_coverage(engine: &Engine) -> Result<usize> {
    let mut queued = 0;
    for module in modules::list(engine.db()).await? {
        if module.kind != ModuleKind::Billmanager || module.state != ModuleState::Active {
            continue;
        }
        queued += of_module(engine, module.id).await?;
    }
    if queued > 0 {
        engine.wake_workers();
    }
    Ok(queued)
}

/// The same for one service that was just paid for; should that fail, the next round of housekeeping does it.
pub(super) async fn look_after(engine: &Engine, service: ServiceId) {
    if let Err(error) = of_service(engine, service).await {
        tracing::error!(
            service_id = service.get(),
            error = &error as &dyn std::error::Error,
            "engine.coverage.failed"
        );
    }
}

async fn of_service(engine: &Engine, service: ServiceId) -> Result<()> {
    let Some(license) = licenses::of_service(engine.db(), service).await? else { return Ok(()) };
    of_module(engine, license.module_id).await?;
    engine.wake_workers();
    Ok(())
}

async fn of_module(engine: &Engine, module: ModuleId) -> Result<usize> {
    let settings = license_server::find(engine.db(), module).await?.ok_or(Error::NotFound)?;
    if !settings.renewals_on {
        return Ok(0);
    }
    let zone = jiff::tz::TimeZone::get(&settings.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let today = engine.clock().today_in(&zone);
    let until = today.saturating_add(i64::from(settings.renew_before_days).days());
    let mut queued = 0;
    for id in renewals::owed(engine.db(), module, today, until).await? {
        queued += usize::from(queue(engine, id, today, settings.renew_before_days).await?);
    }
    Ok(queued)
}

async fn queue(engine: &Engine, id: LicenseId, today: Date, lead_days: u16) -> Result<bool> {
    let Some(license) = licenses::find(engine.db(), id).await? else { return Ok(false) };
    let Some(service) = license.service_id else { return Ok(false) };
    let mut tx = engine.db().begin().await?;
    services::hold(&mut tx, service).await?;
    let service = services::find(&mut tx, service).await?.ok_or(Error::NotFound)?;
    if !is_owed(&license, &service, today, lead_days) {
        return Ok(false);
    }
    let owed = Owed { license: id, expires_on: license.card.expires_on, paid_until: service.paid_until };
    let data = serde_json::to_value(&owed).map_err(Error::setup)?;
    let latest = operations::latest_of_service(&mut tx, service.id).await?;
    let is_given_up = latest.is_some_and(|latest| {
        latest.kind == OperationKind::RenewLicense
            && latest.state == OperationState::GivenUp
            && latest.data == data
    });
    if is_given_up {
        return Ok(false);
    }
    let new = NewOperation {
        kind: OperationKind::RenewLicense,
        service_id: service.id,
        step: RENEW_LICENSE,
        data,
        run_at_ms: engine.clock().now_ms(),
    };
    match operations::enqueue(&mut tx, &new).await {
        Err(error) if error.violates(ONE_OPEN) => return Ok(false),
        queued => queued?,
    };
    tx.commit().await?;
    Ok(true)
}

fn is_owed(license: &License, service: &Service, today: Date, lead_days: u16) -> bool {
    if license.state != LicenseState::Attached || service.state != ServiceState::Active {
        return false;
    }
    let status = Some(license.card.status).filter(|status| *status != RemoteStatus::Deleted);
    let expires_on = license.card.expires_on;
    let attached = Attached { status, expires_on, paid_until: service.paid_until };
    matches!(
        coverage(&attached, today, lead_days),
        // An expiry that is not known is read first.
        Coverage::RenewBeforeExpiry { .. }
            | Coverage::RenewExpired { .. }
            | Coverage::Replace { .. }
            | Coverage::ExpiryUnknown
    )
}
