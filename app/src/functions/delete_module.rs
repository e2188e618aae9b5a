use leptos::prelude::*;

use crate::failure::Failure;

/// Deletes a processing module that nothing uses.
#[server(prefix = "/fn", endpoint = "delete_module")]
pub async fn delete_module(
    /// The module.
    #[server(default)]
    id: String,
) -> Result<(), Failure> {
    use domain::access::Action;

    use crate::{flash, pages::address, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let deleted = engine::actions::delete_module(&visitor::engine()?, caller, id).await;
    match flash::refused(deleted)? {
        Ok(()) => {
            flash::leave_notice(texts().forms.deleted).await?;
            leptos_axum::redirect(address::MODULES);
        }
        // The page itself says what uses the module.
        Err(_) => leptos_axum::redirect(&format!("{}/delete", address::module(id))),
    }
    Ok(())
}
