use leptos::prelude::*;

use crate::failure::Failure;

/// Asks the license server what another panel of a service would cost, and shows the ways to it.
#[server(prefix = "/fn", endpoint = "look_at_panel")]
pub async fn look_at_panel(
    /// The service.
    #[server(default)]
    service: String,
    /// The panel: a value of the tariff's panel option.
    #[server(default)]
    panel: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, ValueId, access::Action};

    use crate::{flash, visitor};

    let caller = visitor::require(Action::ManageLicenses).await?.caller;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let page = format!("/staff/services/{service}/panel");
    // What is no value is a panel that is not sold.
    let value = panel.parse().unwrap_or(ValueId::new(0));
    let looked = engine::actions::look_at_panel(&visitor::engine()?, caller, service, value).await;
    if let Err(refused) = flash::refused(looked)? {
        flash::leave_refused("panel", refused.typed("panel", &panel)).await?;
    }
    leptos_axum::redirect(&format!("{page}?panel={value}"));
    Ok(())
}
