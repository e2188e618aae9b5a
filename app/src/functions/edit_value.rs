use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Saves a value of an enumeration.
#[server(prefix = "/fn", endpoint = "edit_value")]
pub async fn edit_value(
    /// The value.
    #[server(default)]
    id: String,
    /// Its enumeration.
    #[server(default)]
    enumeration: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::{EnumerationId, ValueId, access::Action};

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: ValueId = id.parse().map_err(|_| Failure::NotFound)?;
    let list: EnumerationId = enumeration.parse().map_err(|_| Failure::NotFound)?;
    let (engine, form) = (visitor::engine()?, value_form(&typed));
    let edited = engine::actions::edit_value(&engine, caller, id, typed.number("version"), &form).await;
    match flash::refused(edited)? {
        Ok(()) => {
            leave_saved(&engine, caller, texts().forms.saved, &form.intname).await?;
            leptos_axum::redirect(&address::values(list));
        }
        Err(refused) => {
            flash::leave_refused(&format!("value.{id}"), refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&address::value(list, id));
        }
    }
    Ok(())
}

/// The form of a value as it was sent.
#[cfg(feature = "ssr")]
pub(super) fn value_form(typed: &Typed) -> engine::actions::ValueForm {
    engine::actions::ValueForm {
        name: typed.text("name"),
        intname: typed.text("intname"),
        product: typed.text("product"),
        product_name: typed.text("product_name"),
        function_prefix: typed.text("function_prefix"),
        addons: typed.text("addons"),
        sort: typed.text("sort"),
        sort_was: typed.text("sort_was"),
    }
}

/// Says that a value is saved, and that no license server sells its plan where that is so.
#[cfg(feature = "ssr")]
pub(super) async fn leave_saved(
    engine: &engine::Engine,
    caller: engine::Caller,
    done: &'static str,
    code: &str,
) -> Result<(), Failure> {
    use crate::{flash, texts::values};

    let check = engine::reads::plan_check(engine, caller, code).await?;
    let warning = check.as_ref().and_then(|check| values::not_sold(code.trim(), check));
    match warning {
        Some(warning) => flash::leave_notice(format!("{done} {warning}")).await,
        None => flash::leave_notice(done).await,
    }
}
