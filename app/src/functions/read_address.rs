use leptos::prelude::*;

use crate::failure::Failure;

/// Reads the address of a service's server at VMmanager, and its license at the license server.
#[server(prefix = "/fn", endpoint = "read_address")]
pub async fn read_address(
    /// The service.
    #[server(default)]
    service: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, access::Action};

    use crate::texts::texts;
    use crate::{flash, visitor};

    let caller = visitor::require(Action::ManageClients).await?.caller;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let read = engine::actions::read_address(&visitor::engine()?, caller, service).await;
    match flash::refused(read)? {
        Ok(()) => flash::leave_notice(texts().moves.was_read).await?,
        Err(refused) => flash::leave_refused("address", refused).await?,
    }
    leptos_axum::redirect(&format!("/staff/services/{service}/address"));
    Ok(())
}
