use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Lets many operations go on at once: chosen ones, or all that a filter of the list finds.
#[server(prefix = "/fn", endpoint = "retry_operations")]
pub async fn retry_operations(
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// Which operations are meant.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::access::Action;

    use crate::{flash, pages::staff::Meant, texts::work, visitor};

    let caller = visitor::require(Action::DecideOperations).await?.caller;
    let meant = Meant::read(typed.all()).ok_or(Failure::NotFound)?;
    let retried = engine::actions::retry_operations(&visitor::engine()?, caller, meant.which(), &key).await;
    match flash::refused(retried)? {
        Ok(retried) => flash::leave_notice(work::retried(&retried)).await?,
        Err(refused) => flash::leave_warning(refused.about).await?,
    }
    leptos_axum::redirect(&meant.list());
    Ok(())
}
