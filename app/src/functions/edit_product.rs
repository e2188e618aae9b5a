use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Saves a product group.
#[server(prefix = "/fn", endpoint = "edit_product")]
pub async fn edit_product(
    /// The group.
    #[server(default)]
    id: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::{ProductId, access::Action};

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: ProductId = id.parse().map_err(|_| Failure::NotFound)?;
    let (version, form) = (typed.number("version"), product_form(&typed));
    let edited = engine::actions::edit_product(&visitor::engine()?, caller, id, version, &form).await;
    match flash::refused(edited)? {
        Ok(()) => {
            flash::leave_notice(texts().forms.saved).await?;
            leptos_axum::redirect(address::PRODUCT_GROUPS);
        }
        Err(refused) => {
            flash::leave_refused(&format!("product.{id}"), refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&address::product_group(id));
        }
    }
    Ok(())
}

/// The form of a product group as it was sent.
#[cfg(feature = "ssr")]
pub(super) fn product_form(typed: &Typed) -> engine::actions::ProductForm {
    engine::actions::ProductForm {
        name: typed.text("name"),
        function_prefix: typed.text("function_prefix"),
        addons: typed.text("addons"),
        plan_codes: typed.text("plan_codes"),
    }
}
