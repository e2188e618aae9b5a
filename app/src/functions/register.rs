use leptos::prelude::*;

use crate::failure::Failure;

/// Makes a stranger a client and logs them in, or returns to the form with what was typed, but for the password.
#[server(prefix = "/fn", endpoint = "register")]
pub async fn register(
    /// What to call the client.
    #[server(default)]
    name: String,
    /// The e-mail address: the login.
    #[server(default)]
    email: String,
    /// The password; it is never kept.
    #[server(default)]
    password: String,
    /// Where to go afterwards, a path of this site.
    #[server(default)]
    next: String,
) -> Result<(), Failure> {
    use engine::actions::Registration;

    use crate::peer::Peer;
    use crate::{flash, texts::texts, visitor};

    let engine = visitor::engine()?;
    let next = visitor::local_path(&next);
    let from = use_context::<Peer>().map(|Peer(address)| address);
    let new = Registration { name: &name, email: &email, password: password.into() };
    match flash::refused(engine::actions::register(&engine, new, from).await)? {
        Ok(user) => {
            visitor::enter(user.user_id).await?;
            flash::leave_notice(texts().register.welcome(&user.name)).await?;
            leptos_axum::redirect(next.unwrap_or("/order"));
        }
        Err(refused) => {
            let refused = refused.typed("name", &name).typed("email", &email);
            flash::leave_refused("register", refused).await?;
            leptos_axum::redirect(&visitor::with_next("/register", next));
        }
    }
    Ok(())
}
