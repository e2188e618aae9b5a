use leptos::prelude::*;

use crate::failure::Failure;

/// Sets whether a service renews itself, and for which period.
#[server(prefix = "/fn", endpoint = "set_auto_renewal")]
pub async fn set_auto_renewal(
    /// The service.
    #[server(default)]
    service: String,
    /// `off` or a period's number.
    #[server(default)]
    autoprolong: String,
) -> Result<(), Failure> {
    use domain::{Period, ServiceId, access::Action};

    use crate::texts::{period_name, texts};
    use crate::{flash, visitor};

    let caller = visitor::require(Action::ManageOwnServices).await?.caller;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let period = match autoprolong.as_str() {
        "off" => None,
        // What is no period is one that is not sold.
        other => Some(other.parse().unwrap_or(Period::ONE_TIME)),
    };
    let set = engine::actions::set_auto_renewal(&visitor::engine()?, caller, service, period).await;
    let words = &texts().renewals;
    match flash::refused(set)? {
        Ok(()) => {
            let told =
                period.map_or_else(|| words.auto_off.to_owned(), |period| words.auto_on(period_name(period)));
            flash::leave_notice(told).await?;
            leptos_axum::redirect(&format!("/services/{service}"));
        }
        Err(refused) => {
            flash::leave_refused("renew", refused).await?;
            leptos_axum::redirect(&format!("/services/{service}/renew"));
        }
    }
    Ok(())
}
