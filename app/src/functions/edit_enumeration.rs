use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Gives an enumeration other names.
#[server(prefix = "/fn", endpoint = "edit_enumeration")]
pub async fn edit_enumeration(
    /// The enumeration.
    #[server(default)]
    id: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::{EnumerationId, access::Action};

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: EnumerationId = id.parse().map_err(|_| Failure::NotFound)?;
    let (version, form) = (typed.number("version"), enumeration_form(&typed));
    let edited = engine::actions::edit_enumeration(&visitor::engine()?, caller, id, version, &form).await;
    match flash::refused(edited)? {
        Ok(()) => {
            flash::leave_notice(texts().forms.saved).await?;
            leptos_axum::redirect(address::ENUMERATIONS);
        }
        Err(refused) => {
            flash::leave_refused(&format!("enumeration.{id}"), refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&address::enumeration(id));
        }
    }
    Ok(())
}

/// The form of an enumeration as it was sent.
#[cfg(feature = "ssr")]
pub(super) fn enumeration_form(typed: &Typed) -> engine::actions::EnumerationForm {
    engine::actions::EnumerationForm { name: typed.text("name"), intname: typed.text("intname") }
}
