use leptos::prelude::*;

use crate::failure::Failure;

/// Follows a server to the address that VMmanager showed when it was last read.
#[server(prefix = "/fn", endpoint = "change_address")]
pub async fn change_address(
    /// The service.
    #[server(default)]
    service: String,
    /// The address that the page showed.
    #[server(default)]
    address: String,
    /// The form's one-time key.
    #[server(default)]
    key: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, access::Action};

    use crate::texts::texts;
    use crate::{flash, visitor};

    let caller = visitor::require(Action::ManageClients).await?.caller;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let changed = engine::actions::change_address(&visitor::engine()?, caller, service, &address, &key).await;
    match flash::refused(changed)? {
        Ok(()) => {
            flash::leave_notice(texts().moves.follows).await?;
            leptos_axum::redirect(&format!("/staff/services/{service}"));
        }
        Err(refused) => {
            flash::leave_refused("address", refused).await?;
            leptos_axum::redirect(&format!("/staff/services/{service}/address"));
        }
    }
    Ok(())
}
