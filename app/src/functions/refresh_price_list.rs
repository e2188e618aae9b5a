use leptos::prelude::*;

use crate::failure::Failure;

/// Reads a license server's price list again, now, and leads back to where it was asked for.
#[server(prefix = "/fn", endpoint = "refresh_price_list")]
pub async fn refresh_price_list(
    /// The license server.
    #[server(default)]
    module: String,
    /// Where it was asked for.
    #[server(default)]
    back: String,
) -> Result<(), Failure> {
    use domain::access::Action;

    use crate::pages::address::ENUMERATIONS;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let module = module.parse().map_err(|_| Failure::NotFound)?;
    let refreshed = engine::actions::refresh_price_list(&visitor::engine()?, caller, module).await;
    match flash::refused(refreshed)? {
        Ok(()) => flash::leave_notice(texts().values.price_list_read).await?,
        Err(refused) => flash::leave_warning(refused.about).await?,
    }
    let back = visitor::local_path(&back).filter(|back| back.starts_with("/staff/"));
    leptos_axum::redirect(back.unwrap_or(ENUMERATIONS));
    Ok(())
}
