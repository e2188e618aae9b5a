use leptos::prelude::*;

use crate::failure::Failure;

/// Logs somebody in, or returns to the login page with what was typed, but for the password.
#[server(prefix = "/fn", endpoint = "log_in")]
pub async fn log_in(
    /// The login as typed.
    #[server(default)]
    login: String,
    /// The password; it is never kept.
    #[server(default)]
    password: String,
    /// Where to go afterwards, a path of this site.
    #[server(default)]
    next: String,
) -> Result<(), Failure> {
    use crate::{flash, texts::texts, visitor};

    let engine = visitor::engine()?;
    let next = visitor::local_path(&next);
    match engine::actions::log_in(&engine, &login, password.into()).await? {
        Some(user) => {
            visitor::enter(user.user_id).await?;
            leptos_axum::redirect(next.unwrap_or(visitor::home(user.role)));
        }
        None => {
            let refused = flash::Refused::because(texts().login.refused).typed("login", &login);
            flash::leave_refused("login", refused).await?;
            leptos_axum::redirect(&next.map_or_else(|| "/login".to_owned(), visitor::login_for));
        }
    }
    Ok(())
}
