use leptos::prelude::*;

use crate::failure::Failure;

/// Decides what became of a renewal without a clear answer.
#[server(prefix = "/fn", endpoint = "decide_renewal")]
pub async fn decide_renewal(
    /// The operation.
    #[server(default)]
    operation: String,
    /// `look_again`, `renew_again` or `give_up`.
    #[server(default)]
    decision: String,
    /// Why, for `give_up`.
    #[server(default)]
    note: String,
) -> Result<(), Failure> {
    use domain::{OperationId, access::Action};
    use engine::actions::RenewalDecision;

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::DecideOperations).await?.caller;
    let operation: OperationId = operation.parse().map_err(|_| Failure::NotFound)?;
    let (told, decision) = match decision.as_str() {
        "look_again" => (texts().operations.retried, RenewalDecision::LookAgain),
        "renew_again" => (texts().operations.decided, RenewalDecision::RenewAgain),
        "give_up" => (texts().operations.given_up, RenewalDecision::GiveUp(note)),
        _ => return Err(Failure::NotFound),
    };
    let decided = engine::actions::decide_renewal(&visitor::engine()?, caller, operation, decision).await;
    match flash::refused(decided)? {
        Ok(()) => flash::leave_notice(told).await?,
        Err(refused) => flash::leave_refused("operation", refused).await?,
    }
    leptos_axum::redirect(&format!("/staff/operations/{operation}"));
    Ok(())
}
