use leptos::prelude::*;

use crate::failure::Failure;

/// Returns a held license to the pool.
#[server(prefix = "/fn", endpoint = "return_license")]
pub async fn return_license(
    /// The license.
    #[server(default)]
    license: String,
) -> Result<(), Failure> {
    use domain::{LicenseId, access::Action};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageLicenses).await?.caller;
    let license: LicenseId = license.parse().map_err(|_| Failure::NotFound)?;
    let started = engine::actions::return_license(&visitor::engine()?, caller, license).await;
    match flash::refused(started)? {
        Ok(_) => flash::leave_notice(texts().licenses.return_started).await?,
        Err(refused) => flash::leave_warning(refused.about).await?,
    }
    leptos_axum::redirect(&format!("/staff/licenses/{license}"));
    Ok(())
}
