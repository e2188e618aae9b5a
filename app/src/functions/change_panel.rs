use leptos::prelude::*;

use crate::failure::Failure;

/// Gives a service another panel, or none, by the way that was confirmed.
#[server(prefix = "/fn", endpoint = "change_panel")]
pub async fn change_panel(
    /// The service.
    #[server(default)]
    service: String,
    /// The panel: a value of the tariff's panel option.
    #[server(default)]
    panel: String,
    /// The way.
    #[server(default)]
    way: String,
    /// `buy` where the page said that a license is bought.
    #[server(default)]
    license: String,
    /// The form's one-time key.
    #[server(default)]
    key: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, ValueId, access::Action};
    use engine::actions::{AskedPanel, change_panel_as_shown};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageLicenses).await?.caller;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let value = panel.parse().unwrap_or(ValueId::new(0));
    let asked = AskedPanel { value, way: way.parse().map_err(|_| Failure::NotFound)? };
    let (engine, buys) = (visitor::engine()?, license == "buy");
    let changed = change_panel_as_shown(&engine, caller, service, asked, buys, &key).await;
    match flash::refused(changed)? {
        Ok(operation) => {
            flash::leave_notice(texts().panel_change.started).await?;
            leptos_axum::redirect(&format!("/staff/operations/{operation}"));
        }
        Err(refused) => {
            flash::leave_refused("panel", refused.typed("panel", &panel)).await?;
            leptos_axum::redirect(&format!("/staff/services/{service}/panel?panel={value}"));
        }
    }
    Ok(())
}
