use leptos::prelude::*;

use crate::failure::Failure;

/// Switches purchases or renewals of a license server on or off.
#[server(prefix = "/fn", endpoint = "switch_module")]
pub async fn switch_module(
    /// The module.
    #[server(default)]
    id: String,
    /// `purchases` or `renewals`.
    #[server(default)]
    what: String,
    /// `on` or `off`.
    #[server(default)]
    to: String,
    /// `module` to return to its page, else to the list.
    #[server(default)]
    from: String,
) -> Result<(), Failure> {
    use domain::access::Action;
    use engine::actions::Switch;

    use crate::{flash, pages::address, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let Some(id) = address::chosen_module(&id).await? else { return Ok(()) };
    let words = &texts().modules;
    let (switch, on, said) = match (what.as_str(), to.as_str()) {
        ("purchases", "on") => (Switch::Purchases, true, words.purchases_resumed),
        ("purchases", "off") => (Switch::Purchases, false, words.purchases_stopped),
        ("renewals", "on") => (Switch::Renewals, true, words.renewals_resumed),
        ("renewals", "off") => (Switch::Renewals, false, words.renewals_stopped),
        _ => return Err(Failure::NotFound),
    };
    engine::actions::switch_module(&visitor::engine()?, caller, id, switch, on).await?;
    flash::leave_notice(said).await?;
    leptos_axum::redirect(&address::module_or_list(id, &from));
    Ok(())
}
