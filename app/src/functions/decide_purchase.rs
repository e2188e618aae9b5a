use leptos::prelude::*;

use crate::failure::Failure;

/// Decides what became of a purchase without a clear answer.
#[server(prefix = "/fn", endpoint = "decide_purchase")]
pub async fn decide_purchase(
    /// The operation.
    #[server(default)]
    operation: String,
    /// `it_is`, `order_again` or `give_up`.
    #[server(default)]
    decision: String,
    /// The license's id at the license server, for `it_is`.
    #[server(default)]
    license: String,
    /// Why, for `give_up`.
    #[server(default)]
    note: String,
) -> Result<(), Failure> {
    use domain::{OperationId, RemoteId, access::Action};
    use engine::actions::Decision;

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::DecideOperations).await?.caller;
    let operation: OperationId = operation.parse().map_err(|_| Failure::NotFound)?;
    let (told, decision) = match decision.as_str() {
        "it_is" => (texts().operations.decided, Decision::ItIs(RemoteId::new(license))),
        "order_again" => (texts().operations.decided, Decision::OrderAgain),
        "give_up" => (texts().operations.given_up, Decision::GiveUp(note)),
        _ => return Err(Failure::NotFound),
    };
    let decided = engine::actions::decide_purchase(&visitor::engine()?, caller, operation, decision).await;
    match flash::refused(decided)? {
        Ok(()) => flash::leave_notice(told).await?,
        Err(refused) => flash::leave_refused("operation", refused).await?,
    }
    leptos_axum::redirect(&format!("/staff/operations/{operation}"));
    Ok(())
}
