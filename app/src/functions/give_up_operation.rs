use leptos::prelude::*;

use crate::failure::Failure;

/// Ends a failed operation with a note.
#[server(prefix = "/fn", endpoint = "give_up_operation")]
pub async fn give_up_operation(
    /// The operation.
    #[server(default)]
    operation: String,
    /// Why.
    #[server(default)]
    note: String,
) -> Result<(), Failure> {
    use domain::{OperationId, access::Action};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::DecideOperations).await?.caller;
    let operation: OperationId = operation.parse().map_err(|_| Failure::NotFound)?;
    let ended = engine::actions::give_up_operation(&visitor::engine()?, caller, operation, &note).await;
    match flash::refused(ended)? {
        Ok(()) => flash::leave_notice(texts().operations.given_up).await?,
        Err(refused) => flash::leave_refused("operation", refused).await?,
    }
    leptos_axum::redirect(&format!("/staff/operations/{operation}"));
    Ok(())
}
