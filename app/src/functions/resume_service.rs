use leptos::prelude::*;

use crate::failure::Failure;

/// Resumes a suspended service: its license is covered, then its server starts.
#[server(prefix = "/fn", endpoint = "resume_service")]
pub async fn resume_service(
    /// The service.
    #[server(default)]
    service: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, access::Action};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageClients).await?.caller;
    let id: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let resumed = engine::actions::resume_service(&visitor::engine()?, caller, id).await;
    match flash::refused(resumed)? {
        Ok(()) => {
            flash::leave_notice(texts().suspension.resumed_notice).await?;
            leptos_axum::redirect(&format!("/staff/services/{id}"));
        }
        Err(refused) => {
            flash::leave_refused("resume", refused).await?;
            leptos_axum::redirect(&format!("/staff/services/{id}/resume"));
        }
    }
    Ok(())
}
