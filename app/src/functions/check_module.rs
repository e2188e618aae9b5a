use leptos::prelude::*;

use crate::failure::Failure;

/// Checks the connection of a processing module, now; its page shows what came of it.
#[server(prefix = "/fn", endpoint = "check_module")]
pub async fn check_module(
    /// The module.
    #[server(default)]
    id: String,
) -> Result<(), Failure> {
    use domain::access::Action;

    use crate::{flash, pages::address, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let Some(id) = address::chosen_module(&id).await? else { return Ok(()) };
    let report = engine::actions::check_connection(&visitor::engine()?, caller, id).await?;
    let words = &texts().modules;
    if report.is_good() {
        flash::leave_notice(words.check_good).await?;
    } else {
        flash::leave_warning(words.check_bad(report.problems().count())).await?;
    }
    leptos_axum::redirect(&address::module(id));
    Ok(())
}
