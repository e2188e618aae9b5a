use leptos::prelude::*;

use crate::failure::Failure;

/// Decides what became of a change of plan without a clear answer.
#[server(prefix = "/fn", endpoint = "decide_plan_change")]
pub async fn decide_plan_change(
    /// The operation.
    #[server(default)]
    operation: String,
    /// `look_again`, `was_changed`, `change_again` or `give_up`.
    #[server(default)]
    decision: String,
    /// Why, for `give_up`.
    #[server(default)]
    note: String,
) -> Result<(), Failure> {
    use domain::{OperationId, access::Action};
    use engine::actions::PlanChangeDecision;

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::DecideOperations).await?.caller;
    let operation: OperationId = operation.parse().map_err(|_| Failure::NotFound)?;
    let (told, decision) = match decision.as_str() {
        "look_again" => (texts().operations.retried, PlanChangeDecision::LookAgain),
        "was_changed" => (texts().operations.decided, PlanChangeDecision::WasChanged),
        "change_again" => (texts().operations.decided, PlanChangeDecision::ChangeAgain),
        "give_up" => (texts().operations.given_up, PlanChangeDecision::GiveUp(note)),
        _ => return Err(Failure::NotFound),
    };
    let engine = visitor::engine()?;
    let decided = engine::actions::decide_plan_change(&engine, caller, operation, decision).await;
    match flash::refused(decided)? {
        Ok(()) => flash::leave_notice(told).await?,
        Err(refused) => flash::leave_refused("operation", refused).await?,
    }
    leptos_axum::redirect(&format!("/staff/operations/{operation}"));
    Ok(())
}
