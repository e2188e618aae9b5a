use leptos::prelude::*;

use crate::failure::Failure;

/// Deletes a service as its tariff has it: after its paid time, or at once.
#[server(prefix = "/fn", endpoint = "delete_service")]
pub async fn delete_service(
    /// The service.
    #[server(default)]
    service: String,
) -> Result<(), Failure> {
    use domain::{ServiceId, access::Action};
    use engine::actions::Deletion;

    use crate::texts::{dates, texts};
    use crate::{flash, visitor};

    let caller = visitor::require(Action::ManageOwnServices).await?.caller;
    let service: ServiceId = service.parse().map_err(|_| Failure::NotFound)?;
    let deletion = engine::actions::delete_service(&visitor::engine()?, caller, service).await;
    let words = &texts().services;
    match flash::refused(deletion)? {
        Ok(Deletion::Scheduled(date)) => {
            flash::leave_notice(words.deletion_planned(dates::day(date))).await?
        }
        Ok(Deletion::Started(_)) => flash::leave_notice(words.deletion_started).await?,
        Err(refused) => flash::leave_warning(refused.about).await?,
    }
    leptos_axum::redirect(&format!("/services/{service}"));
    Ok(())
}
