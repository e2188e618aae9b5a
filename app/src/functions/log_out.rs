use leptos::prelude::*;

use crate::failure::Failure;

/// Ends the session; anybody may.
#[server(prefix = "", endpoint = "logout")]
pub async fn log_out() -> Result<(), Failure> {
    use crate::{flash, texts::texts, visitor};

    visitor::leave().await?;
    flash::leave_notice(texts().login.logged_out).await?;
    leptos_axum::redirect("/login");
    Ok(())
}
