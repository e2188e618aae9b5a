use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Adds a currency rate.
#[server(prefix = "/fn", endpoint = "add_rate")]
pub async fn add_rate(
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::access::Action;

    use super::edit_rate::rate_form;
    use crate::pages::address::CURRENCIES;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let added = engine::actions::add_rate(&visitor::engine()?, caller, &rate_form(&typed), &key).await;
    match flash::refused(added)? {
        Ok(_) => {
            flash::leave_notice(texts().forms.added).await?;
            leptos_axum::redirect(CURRENCIES);
        }
        Err(refused) => {
            flash::leave_refused("add_rate", refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&format!("{CURRENCIES}/add"));
        }
    }
    Ok(())
}
