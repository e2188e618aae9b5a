use leptos::prelude::*;

use crate::failure::Failure;

/// Keeps a service that was to be deleted.
#[server(prefix = "/fn", endpoint = "cancel_deletion")]
pub async fn cancel_deletion(
    /// The service.
    #[server(default)]
    service: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, access::Action};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageOwnServices).await?.caller;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let canceled = engine::actions::cancel_deletion(&visitor::engine()?, caller, service).await;
    match flash::refused(canceled)? {
        Ok(()) => flash::leave_notice(texts().services.deletion_canceled).await?,
        Err(refused) => flash::leave_warning(refused.about).await?,
    }
    leptos_axum::redirect(&format!("/services/{service}"));
    Ok(())
}
