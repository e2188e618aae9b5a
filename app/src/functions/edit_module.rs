use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Saves a processing module, or returns to its page with what was typed, but for the password.
#[server(prefix = "/fn", endpoint = "edit_module")]
pub async fn edit_module(
    /// The module.
    #[server(default)]
    id: String,
    /// A new password; empty for the one it has.
    #[server(default)]
    password: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::access::Action;
    use engine::actions::ModuleEdit;

    use crate::{flash, pages::address, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let edit = ModuleEdit {
        typed: typed.all().clone(),
        password: password.into(),
        version: typed.number("version"),
    };
    let saved = engine::actions::edit_module(&visitor::engine()?, caller, id, &edit).await;
    match flash::refused(saved)? {
        Ok(()) => flash::leave_notice(texts().forms.saved).await?,
        Err(refused) => flash::leave_refused("module", refused.typed_all(&typed)).await?,
    }
    leptos_axum::redirect(&address::module(id));
    Ok(())
}
