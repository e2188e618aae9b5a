//! Shows the root password of a server, and notes who saw it.

use domain::ServiceId;
use domain::access::Action;
use secrecy::SecretString;
use store::services::{self, ROOT_PASSWORD_COLUMN};

use super::service_event::ServiceEvent;
use crate::{Caller, Engine, Error, Result};

/// The root password of a service's server.
pub async fn reveal_root_password(engine: &Engine, caller: Caller, id: ServiceId) -> Result<SecretString> {
    let mut tx = engine.db().begin().await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    caller.reach(service.client_id, Action::ManageOwnServices, Action::ManageClients)?;
    let password = engine.keyring().open(ROOT_PASSWORD_COLUMN, &service.root_password)?;
    ServiceEvent::new("service.root_password_shown", &service, caller.user()).record(engine, &mut tx).await?;
    tx.commit().await?;
    Ok(password)
}
