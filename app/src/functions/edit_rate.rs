use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Saves a currency rate.
#[server(prefix = "/fn", endpoint = "edit_rate")]
pub async fn edit_rate(
    /// The rate.
    #[server(default)]
    id: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::access::Action;

    use crate::pages::address::CURRENCIES;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let id: i64 = id.parse().map_err(|_| Failure::NotFound)?;
    let edited = engine::actions::edit_rate(&visitor::engine()?, caller, id, &rate_form(&typed)).await;
    match flash::refused(edited)? {
        Ok(()) => {
            flash::leave_notice(texts().forms.saved).await?;
            leptos_axum::redirect(CURRENCIES);
        }
        Err(refused) => {
            flash::leave_refused("edit_rate", refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&format!("{CURRENCIES}/{id}"));
        }
    }
    Ok(())
}

/// The form of a rate as it was sent.
#[cfg(feature = "ssr")]
pub(super) fn rate_form(typed: &Typed) -> engine::RateForm {
    engine::RateForm {
        from: typed.text("from"),
        to: typed.text("to"),
        rate: typed.text("rate"),
        day: typed.text("day"),
        version: typed.number("version"),
    }
}
