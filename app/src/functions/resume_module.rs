use leptos::prelude::*;

use crate::failure::Failure;

/// Resumes a processing module: what waited for it goes on.
#[server(prefix = "/fn", endpoint = "resume_module")]
pub async fn resume_module(
    /// The module.
    #[server(default)]
    id: String,
    /// `module` to return to its page, else to the list.
    #[server(default)]
    from: String,
) -> Result<(), Failure> {
    use domain::ModuleState;
    use domain::access::Action;

    use crate::{flash, pages::address, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let Some(id) = address::chosen_module(&id).await? else { return Ok(()) };
    engine::actions::set_module_state(&visitor::engine()?, caller, id, ModuleState::Active).await?;
    flash::leave_notice(texts().modules.resumed).await?;
    leptos_axum::redirect(&address::module_or_list(id, &from));
    Ok(())
}
