use leptos::prelude::*;

use crate::failure::Failure;

/// Keeps that somebody has looked into a charge that nothing of ours explains.
#[server(prefix = "/fn", endpoint = "acknowledge_charge")]
pub async fn acknowledge_charge(
    /// The charge.
    #[server(default)]
    charge: String,
    /// What they found out.
    #[server(default)]
    note: String,
) -> Result<(), Failure> {
    use domain::{ChargeId, access::Action};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::DecideOperations).await?.caller;
    let charge: ChargeId = charge.parse().map_err(|_| Failure::NotFound)?;
    let kept = engine::actions::acknowledge_charge(&visitor::engine()?, caller, charge, &note).await;
    match flash::refused(kept)? {
        Ok(()) => {
            flash::leave_notice(texts().charges.acknowledge_done).await?;
            leptos_axum::redirect("/staff/purchases");
        }
        Err(refused) => {
            flash::leave_refused(&format!("charge.{charge}"), refused.typed("note", &note)).await?;
            leptos_axum::redirect(&format!("/staff/purchases/{charge}/acknowledge"));
        }
    }
    Ok(())
}
