use crate::{Called, Client, Error, client::Call};

/// The role of an administrator.
pub(crate) const ADMIN: &str = "@admin";

/// The user behind the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The mail address, where it is shown.
    pub email: Option<String>,
    /// The roles: `@admin`, `@advanced_user`, `@user`.
    pub roles: Vec<String>,
}

impl User {
    /// Whether the user may create servers for others.
    pub fn is_admin(&self) -> bool {
        self.roles.iter().any(|role| role == ADMIN)
    }
}

impl Client {
    /// Asks who we are: the check of a connection and of its rights.
    pub async fn whoami(&self) -> Called<User> {
        self.call(Call::get("/auth/v4/whoami"), |reply| {
            if reply.field("roles").is_none() {
                return Err(Error::malformed("VMmanager does not say who we are"));
            }
            Ok(User { email: reply.filled("email"), roles: reply.texts("roles") })
        })
        .await
    }
}
