use leptos::prelude::*;

use crate::failure::Failure;

/// Deletes an enumeration that nothing uses, with its values.
#[server(prefix = "/fn", endpoint = "delete_enumeration")]
pub async fn delete_enumeration(
    /// Its number.
    #[server(default)]
    id: String,
) -> Result<(), Failure> {
    use domain::{EnumerationId, access::Action};

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: EnumerationId = id.parse().map_err(|_| Failure::NotFound)?;
    let deleted = engine::actions::delete_enumeration(&visitor::engine()?, caller, id).await;
    match flash::refused(deleted)? {
        Ok(()) => {
            flash::leave_notice(texts().forms.deleted).await?;
            leptos_axum::redirect(address::ENUMERATIONS);
        }
        // The page itself says what uses it.
        Err(_) => leptos_axum::redirect(&format!("{}/delete", address::enumeration(id))),
    }
    Ok(())
}
