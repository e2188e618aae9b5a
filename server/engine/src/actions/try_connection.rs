//! Checks a connection that is not a module yet.

use domain::ModuleKind;
use domain::access::Action;
use secrecy::SecretString;

use crate::remotes::connection::{ConnectionReport, Target};
use crate::{Caller, Engine, Result};

/// Asks a remote system with what was typed; nothing is kept.
pub async fn try_connection(
    engine: &Engine,
    caller: Caller,
    kind: ModuleKind,
    url: &str,
    username: &str,
    password: SecretString,
) -> Result<ConnectionReport> {
    caller.may(Action::ManageModules)?;
    Target { kind, url, username, password, currency: None, remote: None }.check(engine).await
}
