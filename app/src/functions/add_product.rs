use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Adds a product group.
#[server(prefix = "/fn", endpoint = "add_product")]
pub async fn add_product(
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::access::Action;

    use super::edit_product::product_form;
    use crate::pages::address::PRODUCT_GROUPS;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let added = engine::actions::add_product(&visitor::engine()?, caller, &product_form(&typed), &key).await;
    match flash::refused(added)? {
        Ok(_) => {
            flash::leave_notice(texts().forms.added).await?;
            leptos_axum::redirect(PRODUCT_GROUPS);
        }
        Err(refused) => {
            flash::leave_refused("add_product", refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&format!("{PRODUCT_GROUPS}/add"));
        }
    }
    Ok(())
}
