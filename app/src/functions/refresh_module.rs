use leptos::prelude::*;

use crate::failure::Failure;

/// Reads what a processing module shows again, now.
#[server(prefix = "/fn", endpoint = "refresh_module")]
pub async fn refresh_module(
    /// The module.
    #[server(default)]
    module: String,
    /// `module` to return to its page, else to the list.
    #[server(default)]
    from: String,
) -> Result<(), Failure> {
    use domain::access::Action;

    use crate::{flash, pages::address, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let module = module.parse().map_err(|_| Failure::NotFound)?;
    let refreshed = engine::actions::refresh_module(&visitor::engine()?, caller, module).await;
    match flash::refused(refreshed)? {
        Ok(()) => flash::leave_notice(texts().modules.refreshed).await?,
        Err(refused) => flash::leave_warning(refused.about).await?,
    }
    leptos_axum::redirect(&address::module_or_list(module, &from));
    Ok(())
}
