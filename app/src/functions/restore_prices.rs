use leptos::prelude::*;

use crate::failure::Failure;

/// Brings the prices of an option back as they were before a change.
#[server(prefix = "/fn", endpoint = "restore_prices")]
pub async fn restore_prices(
    /// The option.
    #[server(default)]
    option: String,
    /// The change.
    #[server(default)]
    change: String,
    /// The last change that the preview knew.
    #[server(default)]
    version: String,
) -> Result<(), Failure> {
    use domain::OptionId;
    use domain::access::Action;

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: OptionId = option.parse().map_err(|_| Failure::NotFound)?;
    let change: i64 = change.parse().map_err(|_| Failure::NotFound)?;
    let engine = visitor::engine()?;
    let tariff = engine::reads::option_tariff(&engine, caller, id).await?;
    let version = version.parse().unwrap_or_default();
    let restored = engine::actions::restore_prices(&engine, caller, id, change, version).await;
    match flash::refused(restored)? {
        Ok(count) => {
            let words = &texts().prices;
            let said = if count == 0 { words.unchanged.to_owned() } else { words.restored(count) };
            flash::leave_notice(said).await?;
            leptos_axum::redirect(&format!("{}/history", address::option(tariff, id)));
        }
        Err(refused) => {
            flash::leave_refused(&format!("restore.{id}"), refused).await?;
            leptos_axum::redirect(&format!("{}/restore/{change}", address::option(tariff, id)));
        }
    }
    Ok(())
}
