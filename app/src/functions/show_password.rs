use leptos::prelude::*;

use crate::failure::Failure;

/// Asks for the root password of a service: the page that this leads to shows it once.
#[server(prefix = "/fn", endpoint = "show_password")]
pub async fn show_password(
    /// The service.
    #[server(default)]
    service: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, access::Action};

    use crate::{reveal, visitor};

    visitor::require(Action::ManageOwnServices).await?;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    reveal::ask(reveal::Secret::RootPassword, service).await?;
    leptos_axum::redirect(&format!("/services/{service}"));
    Ok(())
}
