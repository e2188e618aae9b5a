use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Adds a value to an enumeration.
#[server(prefix = "/fn", endpoint = "add_value")]
pub async fn add_value(
    /// The enumeration.
    #[server(default)]
    enumeration: String,
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::{EnumerationId, access::Action};

    use super::edit_value::{leave_saved, value_form};
    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let list: EnumerationId = enumeration.parse().map_err(|_| Failure::NotFound)?;
    let (engine, form) = (visitor::engine()?, value_form(&typed));
    let added = engine::actions::add_value(&engine, caller, list, &form, &key).await;
    match flash::refused(added)? {
        Ok(_) => {
            leave_saved(&engine, caller, texts().forms.added, &form.intname).await?;
            leptos_axum::redirect(&address::values(list));
        }
        Err(refused) => {
            flash::leave_refused(&format!("add_value.{list}"), refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&format!("{}/add", address::values(list)));
        }
    }
    Ok(())
}
