use leptos::prelude::*;

use crate::failure::Failure;

/// Deletes an option that no service is renewed by.
#[server(prefix = "/fn", endpoint = "delete_option")]
pub async fn delete_option(
    /// The option.
    #[server(default)]
    id: String,
    /// Its plan.
    #[server(default)]
    tariff: String,
) -> Result<(), Failure> {
    use domain::access::Action;
    use domain::{OptionId, TariffId};

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: OptionId = id.parse().map_err(|_| Failure::NotFound)?;
    let tariff: TariffId = tariff.parse().map_err(|_| Failure::NotFound)?;
    let deleted = engine::actions::delete_option(&visitor::engine()?, caller, id).await;
    match flash::refused(deleted)? {
        Ok(()) => {
            flash::leave_notice(texts().forms.deleted).await?;
            leptos_axum::redirect(&address::options(tariff));
        }
        Err(refused) => {
            flash::leave_refused(&format!("delete_option.{id}"), refused).await?;
            leptos_axum::redirect(&format!("{}/delete", address::option(tariff, id)));
        }
    }
    Ok(())
}
