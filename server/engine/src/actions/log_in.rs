//! Lets somebody in by login and password.

use domain::{ClientId, Role, UserId};
use secrecy::SecretString;
use store::users;

use crate::{Caller, Engine, Result, password};

/// Somebody who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The person.
    pub user_id: UserId,
    /// What the person is to the provider.
    pub role: Role,
    /// The client that the person acts for.
    pub client_id: Option<ClientId>,
    /// What to call the person.
    pub name: String,
}

impl SignedIn {
    /// In whose name this person asks.
    pub const fn caller(&self) -> Caller {
        match self.client_id {
            Some(client) => Caller::Client { user: self.user_id, client },
            None => Caller::Staff { user: self.user_id },
        }
    }

    pub(crate) fn new(user: users::User) -> Self {
        let users::User { id, role, client_id, name, .. } = user;
        Self { user_id: id, role, client_id, name }
    }
}

/// Who this is; `None` alike, and after the same time, for an unknown login and for a wrong password.
pub async fn log_in(engine: &Engine, login: &str, password: SecretString) -> Result<Option<SignedIn>> {
    let user = users::find_by_login(engine.db(), login).await?;
    let hash = user.as_ref().map(|user| user.password_hash.clone());
    let fits = password::verify(hash, password).await?;
    Ok(user.filter(|_| fits).map(SignedIn::new))
}
