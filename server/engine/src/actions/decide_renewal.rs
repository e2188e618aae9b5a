//! A person decides what became of a renewal without a clear answer.

use domain::renewal::renewed;
use domain::{OperationId, RemoteMoney, RenewalState};
use store::events::NewEvent;
use store::licenses;
use store::renewals::{self, Renewal};

use super::undecided::{Undecided, listed};
use crate::operations::{LOOK_AGAIN, renew_again};
use crate::remotes::license_server;
use crate::{Caller, Engine, Error, Refusal, Result};

/// What is to be done about it; that it was renewed shows by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenewalDecision {
    /// Look at the expiry again.
    LookAgain,
    /// It was not renewed: renew again.
    RenewAgain,
    /// Give it up, with a note; the license ends when it ends.
    GiveUp(String),
}

/// Decides, once: a second decision finds nothing undecided.
pub async fn decide_renewal(
    engine: &Engine,
    caller: Caller,
    id: OperationId,
    decision: RenewalDecision,
) -> Result<()> {
    let undecided = Undecided::load(engine, caller, id, Refusal::RenewalDecided).await?;
    let open = renewals::open(engine.db(), id).await?;
    let renewal = undecided.or_too_late(open.filter(|renewal| renewal.state == RenewalState::Unknown))?;
    if decision == RenewalDecision::RenewAgain {
        not_renewed(engine, &renewal).await?;
    }
    let mut tx = engine.db().begin().await?;
    let (kind, data) = match &decision {
        RenewalDecision::LookAgain => {
            undecided.resume(&mut tx, LOOK_AGAIN).await?;
            ("renewal.looked_again", serde_json::json!({}))
        }
        RenewalDecision::RenewAgain => {
            undecided.first(renewals::give_up(&mut tx, renewal.id, caller.user()).await)?;
            undecided.resume(&mut tx, renew_again(undecided.operation.kind)).await?;
            let cost = renewal.expected_cost_e4.zip(renewal.currency.parse().ok());
            let expected = cost.map(|(e4, currency)| RemoteMoney::new(e4, currency));
            ("renewal.decided_not_made", serde_json::json!({ "expected": expected }))
        }
        RenewalDecision::GiveUp(note) => {
            undecided.first(renewals::give_up(&mut tx, renewal.id, caller.user()).await)?;
            undecided.end(&mut tx, note).await?;
            ("renewal.decided_given_up", serde_json::json!({ "note": note }))
        }
    };
    let (license, module) = (Some(renewal.license_id), Some(renewal.module_id));
    undecided.decided(tx, NewEvent { kind, data, license, module, ..NewEvent::default() }).await
}

/// Nothing is renewed again while the license server shows a later expiry, or does not show the license.
async fn not_renewed(engine: &Engine, renewal: &Renewal) -> Result<()> {
    let license = licenses::find(engine.db(), renewal.license_id).await?.ok_or(Error::NotFound)?;
    let rows = listed(engine, renewal.module_id, license.product_id).await?;
    let row = rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let Some(shown) = row.and_then(|row| row.expires.date()) else {
        let words = format!("it does not show when license {} expires", license.remote_id);
        return Err(Refusal::RemoteFailed { words }.into());
    };
    match renewed(renewal.expiry_before, Some(shown)) {
        Some(until) => Err(Refusal::WasRenewed { until }.into()),
        None => Ok(()),
    }
}
