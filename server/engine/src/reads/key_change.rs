//! A new key for a service's license: what it would do, and when it may be made.

use domain::access::Action;
use domain::pool::{LastChange, NextChange, next_change};
use domain::{Date, LicenseState, RemoteStatus, ServiceId, ServiceState};
use store::licenses::{self, License};
use store::services::Service;
use store::{Tx, operations, services};

use super::services::ServiceCard;
use crate::remotes::LicenseServer;
use crate::remotes::clients::Purpose;
use crate::{Caller, Engine, Error, Refusal, Result};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyChangePage {
    /// The service.
    pub card: ServiceCard,
    /// When the key was changed last, as last read; none without a license.
    pub last_change: Option<LastChange>,
    /// The first day on which the next change is allowed after one today.
    pub next: Option<Date>,
    /// Why no key can be made now.
    pub problem: Option<Refusal>,
}

/// The page about a new key, for the service's client or for staff.
pub async fn key_change(engine: &Engine, caller: Caller, id: ServiceId) -> Result<KeyChangePage> {
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    caller.reach(service.client_id, Action::SeeOwnServices, Action::SeeStaffPages)?;
    let mut tx = engine.db().begin().await?;
    let license = rekeyable(&mut tx, &service).await?;
    let mut problem = busy(&mut tx, &service).await?;
    drop(tx);
    let next = match &license {
        Some(license) => {
            let server = LicenseServer::load(engine, license.module_id, Purpose::Read).await?;
            problem = problem.or_else(|| too_soon(license, &server));
            Some(server.settings.claim_rules.key_change.next_allowed(server.today))
        }
        None => {
            problem = problem.or(Some(Refusal::NoKeyToChange));
            None
        }
    };
    let last_change = license.map(|license| license.card.last_key_change);
    Ok(KeyChangePage { card: ServiceCard::new(service), last_change, next, problem })
}

/// The license whose key may be changed: it serves a service that runs.
pub(crate) async fn rekeyable(tx: &mut Tx, service: &Service) -> Result<Option<License>> {
    let license = licenses::of_service(tx, service.id).await?;
    Ok(license.filter(|license| {
        service.state == ServiceState::Active
            && license.state == LicenseState::Attached
            && license.card.status == RemoteStatus::Active
    }))
}

/// The operation that is at work on the service.
pub(crate) async fn busy(tx: &mut Tx, service: &Service) -> Result<Option<Refusal>> {
    let open = operations::open_of_service(tx, service.id).await?;
    Ok(open.first().map(|open| Refusal::OperationOpen { operation: open.id }))
}

/// The day before which the license server allows no other key.
pub(crate) fn too_soon(license: &License, server: &LicenseServer) -> Option<Refusal> {
    let rule = server.settings.claim_rules.key_change;
    match next_change(license.card.last_key_change, rule, server.today) {
        NextChange::NotBefore(on) => Some(Refusal::KeyTooSoon { on }),
        NextChange::Allowed | NextChange::Unknown => None,
    }
}
