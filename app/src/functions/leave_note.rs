use leptos::prelude::*;

use crate::failure::Failure;

/// Leaves a note on an operation for the next colleague.
#[server(prefix = "/fn", endpoint = "leave_note")]
pub async fn leave_note(
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// The operation.
    #[server(default)]
    operation: String,
    /// What the next person should know.
    #[server(default)]
    note: String,
) -> Result<(), Failure> {
    use domain::{OperationId, access::Action};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::DecideOperations).await?.caller;
    let operation: OperationId = operation.parse().map_err(|_| Failure::NotFound)?;
    let left = engine::actions::leave_note(&visitor::engine()?, caller, operation, &note, &key).await;
    match flash::refused(left)? {
        Ok(()) => flash::leave_notice(texts().work.note_left).await?,
        Err(refused) => flash::leave_refused("leave_note", refused).await?,
    }
    leptos_axum::redirect(&format!("/staff/operations/{operation}#notes"));
    Ok(())
}
