use leptos::prelude::*;

use crate::failure::Failure;

/// Copies a tariff plan under another name, disabled.
#[server(prefix = "/fn", endpoint = "copy_tariff")]
pub async fn copy_tariff(
    /// The plan that is copied.
    #[server(default)]
    id: String,
    /// The copy's name.
    #[server(default)]
    name: String,
    /// The form's one-time key.
    #[server(default)]
    key: String,
) -> Result<(), Failure> {
    use domain::TariffId;
    use domain::access::Action;

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: TariffId = id.parse().map_err(|_| Failure::NotFound)?;
    let engine = visitor::engine()?;
    let copied = engine::actions::copy_tariff(&engine, caller, id, &name, &key).await;
    match flash::refused(copied)? {
        Ok(copy) => {
            let original = engine::reads::tariff(&engine, caller, id).await?.details.name;
            flash::leave_notice(texts().tariffs.was_copied(original)).await?;
            leptos_axum::redirect(&address::tariff(copy));
        }
        Err(refused) => {
            flash::leave_refused("copy_tariff", refused.typed("name", &name)).await?;
            leptos_axum::redirect(&format!("{}/copy", address::tariff(id)));
        }
    }
    Ok(())
}
