use leptos::prelude::*;

use crate::failure::Failure;

/// Makes the list *Server control panel* with *No control panel*, if it is not there yet, and leads to its values.
#[server(prefix = "/fn", endpoint = "make_panel_list")]
pub async fn make_panel_list() -> Result<(), Failure> {
    use domain::access::Action;

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let made = engine::actions::make_panel_list(&visitor::engine()?, caller).await?;
    flash::leave_notice(texts().enumerations.panel_list_made).await?;
    leptos_axum::redirect(&address::values(made));
    Ok(())
}
