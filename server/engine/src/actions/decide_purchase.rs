//! A person decides what became of a purchase without a clear answer.

use domain::access::Action;
use domain::purchase::LookUp;
use domain::{IntentState, OperationId, OperationState, RemoteId};
use store::events::NewEvent;
use store::licenses::{self, Acquired};
use store::operations::Operation;
use store::purchases::{self, Purchase};
use store::{events, operations, tasks};

use super::give_up_operation;
use super::look_up_purchase::{list_for, search};
use crate::operations::{BUY_AGAIN, FOUND, keep_bought};
use crate::remotes::license_server;
use crate::{Caller, Engine, Error, Refusal, Result};

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is this license there.
    ItIs(RemoteId),
    /// It was not bought: order again.
    OrderAgain,
    /// Give it up, with a note; the server stays without a panel.
    GiveUp(String),
}

/// Decides, once: a second decision finds nothing undecided.
pub async fn decide_purchase(
    engine: &Engine,
    caller: Caller,
    id: OperationId,
    decision: Decision,
) -> Result<()> {
    caller.may(Action::DecideOperations)?;
    let (operation, purchase) = undecided(engine, id).await?;
    // A live read, before the transaction: only what the license server gives us now may be taken.
    let row = match &decision {
        Decision::ItIs(remote_id) => Some(listed(engine, &purchase, remote_id).await?),
        Decision::OrderAgain => {
            not_there(engine, &purchase).await?;
            None
        }
        Decision::GiveUp(_) => None,
    };
    let mut tx = engine.db().begin().await?;
    let now_ms = engine.clock().now_ms();
    match &decision {
        Decision::ItIs(remote_id) => {
            if licenses::find_remote(&mut tx, purchase.module_id, remote_id).await?.is_some() {
                return Err(Refusal::NotACandidate.into());
            }
            let by = caller.user();
            keep_bought(engine, &mut tx, &purchase, remote_id, row.as_ref(), Acquired::Adoption, by).await?;
            resume(&mut tx, id, FOUND, now_ms).await?;
        }
        Decision::OrderAgain => {
            give_up(&mut tx, &purchase, caller).await?;
            resume(&mut tx, id, BUY_AGAIN, now_ms).await?;
        }
        Decision::GiveUp(note) => {
            let note = note.trim();
            if note.is_empty() {
                return Err(Refusal::NoteMissing.into());
            }
            give_up(&mut tx, &purchase, caller).await?;
            give_up_operation::end(engine, &mut tx, caller, &operation, note).await?;
        }
    }
    tasks::close(&mut tx, id, caller.user(), None, now_ms).await?;
    record(engine, &mut tx, caller, &operation, &purchase, &decision).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}

async fn undecided(engine: &Engine, id: OperationId) -> Result<(Operation, Purchase)> {
    let operation = operations::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let purchase = purchases::live(engine.db(), id)
        .await?
        .filter(|purchase| purchase.state == IntentState::Unknown)
        .filter(|_| operation.state == OperationState::Unknown);
    purchase.map(|purchase| (operation, purchase)).ok_or_else(|| Refusal::NotUndecided.into())
}

async fn listed(engine: &Engine, purchase: &Purchase, id: &RemoteId) -> Result<billmanager::LicenseRow> {
    let same_plan = |row: &billmanager::LicenseRow| {
        row.plan_code.as_deref().is_none_or(|code| code == purchase.plan_code.as_str())
    };
    list_for(engine, purchase)
        .await?
        .into_iter()
        .find(|row| license_server::remote_id(row.id) == *id && same_plan(row))
        .ok_or_else(|| Refusal::NotACandidate.into())
}

/// Nothing is ordered again while the license server shows what was ordered.
async fn not_there(engine: &Engine, purchase: &Purchase) -> Result<()> {
    let rows = list_for(engine, purchase).await?.iter().map(license_server::seen).collect();
    match search(engine, purchase, rows).await?.found {
        LookUp::Adopt(license, _) => Err(Refusal::WasBought { license }.into()),
        LookUp::Candidates(_) | LookUp::Nothing => Ok(()),
    }
}

async fn give_up(tx: &mut store::Tx, purchase: &Purchase, caller: Caller) -> Result<()> {
    match purchases::give_up(tx, purchase.id, caller.user()).await {
        Err(store::Error::Stale(_)) => Err(Refusal::NotUndecided.into()),
        given_up => Ok(given_up?),
    }
}

async fn resume(tx: &mut store::Tx, id: OperationId, step: &str, now_ms: i64) -> Result<()> {
    match operations::resume_at(tx, id, step, now_ms).await {
        Err(store::Error::Stale(_)) => Err(Refusal::NotUndecided.into()),
        resumed => Ok(resumed?),
    }
}

async fn record(
    engine: &Engine,
    tx: &mut store::Tx,
    caller: Caller,
    operation: &Operation,
    purchase: &Purchase,
    decision: &Decision,
) -> Result<()> {
    let (kind, data) = match decision {
        Decision::ItIs(id) => ("purchase.decided_found", serde_json::json!({ "remote_id": id })),
        Decision::OrderAgain => ("purchase.decided_not_bought", serde_json::json!({})),
        Decision::GiveUp(note) => ("purchase.decided_given_up", serde_json::json!({ "note": note })),
    };
    let event = NewEvent {
        kind,
        service: Some(operation.service_id),
        operation: Some(operation.id),
        module: Some(purchase.module_id),
        actor: caller.user(),
        data,
        at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    Ok(events::record(tx, &event).await?)
}
