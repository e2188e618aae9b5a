//! Suspending and resuming a service: what either does, for the pages that ask whether to.

use domain::access::Action;
use domain::suspension::KeptLicense;
use domain::{Date, LicenseId, LicenseState, ServiceId, ServiceState, SuspensionCause};
use store::services::Service;
use store::{licenses, services};

use super::license_plan::{LicensePlan, license_plan};
use super::services::ServiceCard;
use crate::actions::due_releases::kept_from;
use crate::{Caller, Engine, Error, Refusal, Result};

/// What the page that suspends a service shows.
#[derive(Debug, Clone)]
pub struct SuspensionPage {
    /// The service.
    pub card: ServiceCard,
    /// Its license with what becomes of it.
    pub license: Option<(LicenseId, KeptLicense)>,
    /// Whether its server stands still already, for want of payment.
    pub stands_still: bool,
    /// Why it cannot be suspended.
    pub problem: Option<Refusal>,
}

/// What the page that resumes a service shows.
#[derive(Debug, Clone)]
pub struct ResumptionPage {
    /// The service.
    pub card: ServiceCard,
    /// Where its license comes from.
    pub license: LicensePlan,
    /// Until when it is covered.
    pub paid_until: Date,
    /// Why it cannot be resumed.
    pub problem: Option<Refusal>,
}

/// What becomes of the license that a suspended service still has; none for one that runs.
pub(super) async fn kept_license(engine: &Engine, service: &Service) -> Result<Option<KeptLicense>> {
    match &service.suspended {
        Some(suspended) if service.state == ServiceState::Suspended => {
            Ok(kept(engine, service, suspended.on).await?.map(|(_, license)| license))
        }
        _ => Ok(None),
    }
}

async fn kept(engine: &Engine, service: &Service, on: Date) -> Result<Option<(LicenseId, KeptLicense)>> {
    let license = licenses::of_service(engine.db(), service.id).await?;
    let Some(license) = license.filter(|license| license.state == LicenseState::Attached) else {
        return Ok(None);
    };
    Ok(Some((license.id, kept_from(engine, service, &license, on).await?)))
}

/// The page that suspends a service, for staff.
pub async fn suspension(engine: &Engine, caller: Caller, id: ServiceId) -> Result<SuspensionPage> {
    caller.may(Action::SeeStaffPages)?;
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let cause = service.suspended.as_ref().map(|suspended| suspended.cause);
    let problem = match (service.state, cause) {
        (ServiceState::Active, _) | (ServiceState::Suspended, Some(SuspensionCause::NotPaid)) => None,
        _ => Some(Refusal::NotRunning),
    };
    let today = engine.clock().today();
    let since = service.suspended.as_ref().map_or(today, |suspended| suspended.on);
    Ok(SuspensionPage {
        license: kept(engine, &service, since).await?,
        stands_still: service.state == ServiceState::Suspended,
        card: ServiceCard::new(service),
        problem,
    })
}

/// The page that resumes a service, for staff.
pub async fn resumption(engine: &Engine, caller: Caller, id: ServiceId) -> Result<ResumptionPage> {
    caller.may(Action::SeeStaffPages)?;
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let paid_until = service.paid_until;
    let problem = match service.state {
        ServiceState::Suspended if paid_until <= engine.clock().today() => {
            Some(Refusal::NotPaid { paid_until })
        }
        ServiceState::Suspended => None,
        _ => Some(Refusal::NotSuspended),
    };
    Ok(ResumptionPage {
        license: license_plan(engine, &service).await?,
        card: ServiceCard::new(service),
        paid_until,
        problem,
    })
}
