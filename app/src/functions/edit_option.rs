use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Saves an option of a tariff plan.
#[server(prefix = "/fn", endpoint = "edit_option")]
pub async fn edit_option(
    /// The option.
    #[server(default)]
    id: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::OptionId;
    use domain::access::Action;

    use super::option_fields::option_form;
    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: OptionId = id.parse().map_err(|_| Failure::NotFound)?;
    let engine = visitor::engine()?;
    let tariff = engine::reads::option_tariff(&engine, caller, id).await?;
    let form = option_form(&typed);
    let edited = engine::actions::edit_option(&engine, caller, id, typed.number("version"), &form).await;
    match flash::refused(edited)? {
        Ok(()) => {
            flash::leave_notice(texts().options.saved(form.name.trim())).await?;
            leptos_axum::redirect(&address::options(tariff));
        }
        Err(refused) => {
            flash::leave_refused(&format!("option.{id}"), refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&address::option(tariff, id));
        }
    }
    Ok(())
}
