use leptos::prelude::*;

use crate::failure::Failure;

/// Deletes a tariff plan that nothing uses.
#[server(prefix = "/fn", endpoint = "delete_tariff")]
pub async fn delete_tariff(
    /// The plan.
    #[server(default)]
    id: String,
) -> Result<(), Failure> {
    use domain::TariffId;
    use domain::access::Action;

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: TariffId = id.parse().map_err(|_| Failure::NotFound)?;
    let deleted = engine::actions::delete_tariff(&visitor::engine()?, caller, id).await;
    match flash::refused(deleted)? {
        Ok(()) => {
            flash::leave_notice(texts().forms.deleted).await?;
            leptos_axum::redirect(address::TARIFFS);
        }
        Err(refused) => {
            flash::leave_refused("delete_tariff", refused).await?;
            leptos_axum::redirect(&format!("{}/delete", address::tariff(id)));
        }
    }
    Ok(())
}
