use leptos::prelude::*;

use crate::failure::Failure;

/// Renews a client's service for a period, from the client's balance.
#[server(prefix = "/fn", endpoint = "renew_for_client")]
pub async fn renew_for_client(
    /// The service.
    #[server(default)]
    service: String,
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// The period's number.
    #[server(default)]
    period: String,
) -> Result<(), Failure> {
    use domain::{Period, ServiceId, access::Action};

    use crate::texts::{dates, texts};
    use crate::{flash, visitor};

    let caller = visitor::require(Action::ManageClients).await?.caller;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let engine = visitor::engine()?;
    // What is no period is one that is not sold.
    let wanted = period.parse().unwrap_or(Period::ONE_TIME);
    let renewed = engine::actions::renew_service(&engine, caller, service, wanted, &key).await;
    match flash::refused(renewed)? {
        Ok(renewed) => {
            flash::leave_notice(texts().renewals.renewed(dates::day(renewed.paid_until))).await?;
            leptos_axum::redirect(&format!("/staff/services/{service}"));
        }
        Err(refused) => {
            flash::leave_refused("renew", refused.typed("period", &period)).await?;
            leptos_axum::redirect(&format!("/staff/services/{service}/renew"));
        }
    }
    Ok(())
}
