use leptos::prelude::*;

use crate::failure::Failure;

/// Has a new key made for the license of a client's service.
#[server(prefix = "/fn", endpoint = "change_key_for_client")]
pub async fn change_key_for_client(
    /// The service.
    #[server(default)]
    service: String,
    /// The form's one-time key.
    #[server(default)]
    key: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, access::Action};

    use crate::texts::texts;
    use crate::{flash, visitor};

    let caller = visitor::require(Action::ManageLicenses).await?.caller;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let changed = engine::actions::change_key(&visitor::engine()?, caller, service, &key).await;
    match flash::refused(changed)? {
        Ok(()) => {
            flash::leave_notice(texts().moves.key_started).await?;
            leptos_axum::redirect(&format!("/staff/services/{service}"));
        }
        Err(refused) => {
            flash::leave_refused("key", refused).await?;
            leptos_axum::redirect(&format!("/staff/services/{service}/key"));
        }
    }
    Ok(())
}
