use leptos::prelude::*;

use crate::failure::Failure;

/// Ends a look at what a client sees.
#[server(prefix = "/fn", endpoint = "stop_looking")]
pub async fn stop_looking() -> Result<(), Failure> {
    use domain::access::Action;

    use crate::{flash, texts::texts, visitor};

    visitor::require(Action::ManageClients).await?;
    match visitor::look_away().await? {
        Some(client) => {
            flash::leave_notice(texts().looking.ended).await?;
            leptos_axum::redirect(&format!("/staff/clients/{client}"));
        }
        None => leptos_axum::redirect("/staff/clients"),
    }
    Ok(())
}
