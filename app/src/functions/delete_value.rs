use leptos::prelude::*;

use crate::failure::Failure;

/// Deletes a value of an enumeration that nothing uses.
#[server(prefix = "/fn", endpoint = "delete_value")]
pub async fn delete_value(
    /// Its number.
    #[server(default)]
    id: String,
    /// The enumeration's number.
    #[server(default)]
    enumeration: String,
) -> Result<(), Failure> {
    use domain::{EnumerationId, ValueId, access::Action};

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: ValueId = id.parse().map_err(|_| Failure::NotFound)?;
    let list: EnumerationId = enumeration.parse().map_err(|_| Failure::NotFound)?;
    let deleted = engine::actions::delete_value(&visitor::engine()?, caller, id).await;
    match flash::refused(deleted)? {
        Ok(()) => {
            flash::leave_notice(texts().forms.deleted).await?;
            leptos_axum::redirect(&address::values(list));
        }
        // The page itself says what uses it.
        Err(_) => leptos_axum::redirect(&format!("{}/delete", address::value(list, id))),
    }
    Ok(())
}
