use leptos::prelude::*;

use crate::failure::Failure;

/// Suspends a service: its server is stopped until staff resume it.
#[server(prefix = "/fn", endpoint = "suspend_service")]
pub async fn suspend_service(
    /// The service.
    #[server(default)]
    service: String,
    /// Why; its client reads it.
    #[server(default)]
    reason: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, access::Action};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageClients).await?.caller;
    let id: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let suspended = engine::actions::suspend_service(&visitor::engine()?, caller, id, &reason).await;
    match flash::refused(suspended)? {
        Ok(()) => {
            flash::leave_notice(texts().suspension.suspended_notice).await?;
            leptos_axum::redirect(&format!("/staff/services/{id}"));
        }
        Err(refused) => {
            flash::leave_refused("suspend", refused.typed("reason", &reason)).await?;
            leptos_axum::redirect(&format!("/staff/services/{id}/suspend"));
        }
    }
    Ok(())
}
