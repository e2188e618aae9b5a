use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Adds an enumeration and leads to its values.
#[server(prefix = "/fn", endpoint = "add_enumeration")]
pub async fn add_enumeration(
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::access::Action;

    use super::edit_enumeration::enumeration_form;
    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let form = enumeration_form(&typed);
    let added = engine::actions::add_enumeration(&visitor::engine()?, caller, &form, &key).await;
    match flash::refused(added)? {
        Ok(id) => {
            flash::leave_notice(texts().forms.added).await?;
            leptos_axum::redirect(&address::values(id));
        }
        Err(refused) => {
            flash::leave_refused("add_enumeration", refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&format!("{}/add", address::ENUMERATIONS));
        }
    }
    Ok(())
}
