use leptos::prelude::*;

use crate::failure::Failure;

/// Deletes a currency rate.
#[server(prefix = "/fn", endpoint = "delete_rate")]
pub async fn delete_rate(
    /// The rate.
    #[server(default)]
    id: String,
) -> Result<(), Failure> {
    use domain::access::Action;

    use crate::pages::address::CURRENCIES;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let id: i64 = id.parse().map_err(|_| Failure::NotFound)?;
    engine::actions::delete_rate(&visitor::engine()?, caller, id).await?;
    flash::leave_notice(texts().forms.deleted).await?;
    leptos_axum::redirect(CURRENCIES);
    Ok(())
}
