//! Shows the key of the license that serves a service, and notes who saw it.

use domain::access::Action;
use domain::{LicenseState, ServiceId};
use secrecy::SecretString;
use store::{licenses, services};

use super::service_event::ServiceEvent;
use crate::operations::KEY_COLUMN;
use crate::{Caller, Engine, Error, Result};

/// The key of a service's license; not there while the license server has not made it.
pub async fn reveal_key(engine: &Engine, caller: Caller, id: ServiceId) -> Result<SecretString> {
    let mut tx = engine.db().begin().await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    caller.reach(service.client_id, Action::ShowOwnKey, Action::ManageLicenses)?;
    // One on its way back keeps the trace of this service while the next one already gives it a new key.
    let license = licenses::of_service(&mut tx, id).await?;
    let license = license.filter(|license| license.state == LicenseState::Attached).ok_or(Error::NotFound)?;
    let key = engine.keyring().open(KEY_COLUMN, &license.key.ok_or(Error::NotFound)?)?;
    ServiceEvent::new("service.key_shown", &service, caller.user()).record(engine, &mut tx).await?;
    tx.commit().await?;
    Ok(key)
}
