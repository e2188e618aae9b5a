use leptos::prelude::*;

use crate::failure::Failure;

/// Asks for the license key of a service: the page that this leads to shows it once.
#[server(prefix = "/fn", endpoint = "show_key")]
pub async fn show_key(
    /// The service.
    #[server(default)]
    service: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, access::Action};

    use crate::{reveal, visitor};

    visitor::require(Action::ShowOwnKey).await?;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    reveal::ask(reveal::Secret::LicenseKey, service).await?;
    leptos_axum::redirect(&format!("/services/{service}"));
    Ok(())
}
