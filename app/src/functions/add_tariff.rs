use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Adds a tariff plan, disabled.
#[server(prefix = "/fn", endpoint = "add_tariff")]
pub async fn add_tariff(
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::access::Action;

    use super::tariff_fields::tariff_form;
    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let form = tariff_form(&typed);
    let added = engine::actions::add_tariff_plan(&visitor::engine()?, caller, &form, &key).await;
    match flash::refused(added)? {
        Ok(id) => {
            flash::leave_notice(texts().tariffs.was_added).await?;
            leptos_axum::redirect(&address::tariff(id));
        }
        Err(refused) => {
            flash::leave_refused("add_tariff", refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&format!("{}/add", address::TARIFFS));
        }
    }
    Ok(())
}
