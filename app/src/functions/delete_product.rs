use leptos::prelude::*;

use crate::failure::Failure;

/// Deletes a product group that nothing belongs to.
#[server(prefix = "/fn", endpoint = "delete_product")]
pub async fn delete_product(
    /// Its number.
    #[server(default)]
    id: String,
) -> Result<(), Failure> {
    use domain::{ProductId, access::Action};

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: ProductId = id.parse().map_err(|_| Failure::NotFound)?;
    let deleted = engine::actions::delete_product(&visitor::engine()?, caller, id).await;
    match flash::refused(deleted)? {
        Ok(()) => {
            flash::leave_notice(texts().forms.deleted).await?;
            leptos_axum::redirect(address::PRODUCT_GROUPS);
        }
        // The page itself says what uses it.
        Err(_) => leptos_axum::redirect(&format!("{}/delete", address::product_group(id))),
    }
    Ok(())
}
