use leptos::prelude::*;

use crate::failure::Failure;

/// Asks the license server again for the license of an undecided purchase.
#[server(prefix = "/fn", endpoint = "look_up_purchase")]
pub async fn look_up_purchase(
    /// The operation.
    #[server(default)]
    operation: String,
) -> Result<(), Failure> {
    use domain::{OperationId, access::Action};

    use crate::{flash, visitor};

    let caller = visitor::require(Action::DecideOperations).await?.caller;
    let operation: OperationId = operation.parse().map_err(|_| Failure::NotFound)?;
    let looked = engine::actions::look_up_purchase(&visitor::engine()?, caller, operation).await;
    if let Err(refused) = flash::refused(looked)? {
        flash::leave_warning(refused.about).await?;
    }
    leptos_axum::redirect(&format!("/staff/operations/{operation}"));
    Ok(())
}
