//! A person decides what became of a renewal without a clear answer.

use domain::access::Action;
use domain::renewal::renewed;
use domain::{OperationId, OperationState, RenewalState};
use store::events::NewEvent;
use store::operations::Operation;
use store::renewals::{self, Renewal};
use store::{events, licenses, operations, products, tasks};

use super::give_up_operation;
use crate::operations::{LOOK_AGAIN, RENEW_AGAIN};
use crate::remotes::calls::{self, CallFailure};
use crate::remotes::clients::Purpose;
use crate::remotes::license_server::{self, LicenseServer};
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
    caller.may(Action::DecideOperations)?;
    let (operation, renewal) = undecided(engine, id).await?;
    if decision == RenewalDecision::RenewAgain {
        not_renewed(engine, &renewal).await?;
    }
    let mut tx = engine.db().begin().await?;
    let now_ms = engine.clock().now_ms();
    match &decision {
        RenewalDecision::LookAgain => resume(&mut tx, id, LOOK_AGAIN, now_ms).await?,
        RenewalDecision::RenewAgain => {
            give_up(&mut tx, &renewal, caller).await?;
            resume(&mut tx, id, RENEW_AGAIN, now_ms).await?;
        }
        RenewalDecision::GiveUp(note) => {
            let note = note.trim();
            if note.is_empty() {
                return Err(Refusal::NoteMissing.into());
            }
            give_up(&mut tx, &renewal, caller).await?;
            give_up_operation::end(engine, &mut tx, caller, &operation, note).await?;
        }
    }
    tasks::close(&mut tx, id, caller.user(), None, now_ms).await?;
    record(engine, &mut tx, caller, &renewal, &decision).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}

async fn undecided(engine: &Engine, id: OperationId) -> Result<(Operation, Renewal)> {
    let operation = operations::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let renewal = renewals::open(engine.db(), id)
        .await?
        .filter(|renewal| renewal.state == RenewalState::Unknown)
        .filter(|_| operation.state == OperationState::Unknown);
    renewal.map(|renewal| (operation, renewal)).ok_or_else(|| Refusal::RenewalDecided.into())
}

/// Nothing is renewed again while the license server shows a later expiry, or does not show the license.
async fn not_renewed(engine: &Engine, renewal: &Renewal) -> Result<()> {
    let license = licenses::find(engine.db(), renewal.license_id).await?.ok_or(Error::NotFound)?;
    let server = LicenseServer::load(engine, renewal.module_id, Purpose::Read).await?;
    let product = products::find(engine.db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let prefix = license_server::prefix(&product)?;
    let list = match calls::ask(engine, &server.remote, server.client.licenses(&prefix)).await {
        Ok(list) => list,
        Err(CallFailure::Store(error)) => return Err(error.into()),
        Err(CallFailure::TurnNotCome) => return Err(Refusal::RemoteBusy.into()),
        Err(CallFailure::Remote(error)) => {
            return Err(Refusal::RemoteFailed { words: error.words().to_owned() }.into());
        }
    };
    let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let Some(shown) = row.and_then(|row| row.expires.date()) else {
        let words = format!("it does not show when license {} expires", license.remote_id);
        return Err(Refusal::RemoteFailed { words }.into());
    };
    match renewed(renewal.expiry_before, Some(shown)) {
        Some(until) => Err(Refusal::WasRenewed { until }.into()),
        None => Ok(()),
    }
}

async fn give_up(tx: &mut store::Tx, renewal: &Renewal, caller: Caller) -> Result<()> {
    match renewals::give_up(tx, renewal.id, caller.user()).await {
        Err(store::Error::Stale(_)) => Err(Refusal::RenewalDecided.into()),
        given_up => Ok(given_up?),
    }
}

async fn resume(tx: &mut store::Tx, id: OperationId, step: &str, now_ms: i64) -> Result<()> {
    match operations::resume_at(tx, id, step, now_ms).await {
        Err(store::Error::Stale(_)) => Err(Refusal::RenewalDecided.into()),
        resumed => Ok(resumed?),
    }
}

async fn record(
    engine: &Engine,
    tx: &mut store::Tx,
    caller: Caller,
    renewal: &Renewal,
    decision: &RenewalDecision,
) -> Result<()> {
    let (kind, data) = match decision {
        RenewalDecision::LookAgain => ("renewal.looked_again", serde_json::json!({})),
        RenewalDecision::RenewAgain => ("renewal.decided_not_made", serde_json::json!({})),
        RenewalDecision::GiveUp(note) => ("renewal.decided_given_up", serde_json::json!({ "note": note })),
    };
    let event = NewEvent {
        kind,
        service: Some(renewal.service_id),
        license: Some(renewal.license_id),
        operation: Some(renewal.operation_id),
        module: Some(renewal.module_id),
        actor: caller.user(),
        data,
        at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    Ok(events::record(tx, &event).await?)
}
