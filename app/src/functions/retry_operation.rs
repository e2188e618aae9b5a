use leptos::prelude::*;

use crate::failure::Failure;

/// Lets a failed operation go on from its failed step.
#[server(prefix = "/fn", endpoint = "retry_operation")]
pub async fn retry_operation(
    /// The operation.
    #[server(default)]
    operation: String,
) -> Result<(), Failure> {
    use domain::{OperationId, access::Action};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::DecideOperations).await?.caller;
    let operation: OperationId = operation.parse().map_err(|_| Failure::NotFound)?;
    let retried = engine::actions::retry_operation(&visitor::engine()?, caller, operation).await;
    match flash::refused(retried)? {
        Ok(()) => flash::leave_notice(texts().operations.retried).await?,
        Err(refused) => flash::leave_warning(refused.about).await?,
    }
    leptos_axum::redirect(&format!("/staff/operations/{operation}"));
    Ok(())
}
