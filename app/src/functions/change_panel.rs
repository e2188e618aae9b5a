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
    /// What the page said that it costs.
    #[server(default)]
    cost: String,
    /// The form's one-time key.
    #[server(default)]
    key: String,
) -> Result<(), Failure> {
    use domain::{RemoteMoney, ServiceId, ValueId, access::Action};
    use engine::actions::{AskedPanel, ShownWay, change_panel_as_shown};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageLicenses).await?.caller;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let value = panel.parse().unwrap_or(ValueId::new(0));
    let asked = AskedPanel { value, way: way.parse().map_err(|_| Failure::NotFound)? };
    let shown = ShownWay { buys: license == "buy", cost: RemoteMoney::from_field(&cost) };
    let engine = visitor::engine()?;
    let changed = change_panel_as_shown(&engine, caller, service, asked, shown, &key).await;
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
