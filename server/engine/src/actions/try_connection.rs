//! Checks a connection that is not a module yet.

use domain::access::Action;
use domain::{LogIn, ModuleKind};
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
    let log_in = LogIn::Password;
    Target { kind, url, username, password, log_in, currency: None, remote: None }.check(engine).await
}
