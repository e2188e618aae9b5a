//! Secrets on demand.
//!
//! A form asks for one; the session remembers *that* it was asked, never the secret, and the page that the answer
//! leads to shows it once. A reload hides it again.

use domain::ServiceId;
use engine::{Caller, Engine};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::visitor::session;

const KEY: &str = "reveal";

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Secret {
    LicenseKey,
    RootPassword,
}

/// What the page shows this once.
#[derive(Default)]
pub(crate) struct Shown {
    pub(crate) key: Option<String>,
    pub(crate) password: Option<String>,
}

/// Remembers that a service's secret was asked for.
pub(crate) async fn ask(secret: Secret, service: ServiceId) -> Result<(), Failure> {
    session()?.insert(KEY, (secret, service)).await.map_err(|error| Failure::broken(&error))
}

/// Reads the secret that was asked for, if this page is the answer.
pub(crate) async fn asked(engine: &Engine, caller: Caller, service: ServiceId) -> Result<Shown, Failure> {
    let asked =
        session()?.remove::<(Secret, ServiceId)>(KEY).await.map_err(|error| Failure::broken(&error))?;
    let mut shown = Shown::default();
    match asked.filter(|(_, asked_for)| *asked_for == service) {
        Some((Secret::LicenseKey, _)) => {
            let key = engine::actions::reveal_key(engine, caller, service).await?;
            shown.key = Some(key.expose_secret().to_owned());
        }
        Some((Secret::RootPassword, _)) => {
            let password = engine::actions::reveal_root_password(engine, caller, service).await?;
            shown.password = Some(password.expose_secret().to_owned());
        }
        None => {}
    }
    Ok(shown)
}
