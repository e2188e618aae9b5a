//! Lets many operations go on at once, as after an outage.

use std::collections::BTreeMap;

use domain::OperationId;
use domain::access::Action;
use domain::operation::bulk::{Left, may_go_on};
use serde::Serialize;
use store::events::NewEvent;
use store::operations::matching::{self, Which};
use store::operations::{self, ONE_OPEN};
use store::{Tx, events, form_keys, tasks};

use crate::{Caller, Engine, Error, Result};

/// So many go on in one transaction.
const PER_TRANSACTION: i64 = 50;
/// So many are looked at for one press of the button.
const PER_FORM: usize = 1_000;

/// What became of operations that were to go on together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Retried {
    /// How many go on.
    pub let_go: i64,
    /// How many are left as they are, and why.
    pub left: BTreeMap<Left, i64>,
    /// How many of those that were meant were not looked at yet.
    pub more: i64,
    /// Whether the form had been sent before: then nothing was done now.
    pub repeated: bool,
}

/// Lets everything that failed or waits go on; what is undecided, at work or over is left as it is.
pub async fn retry_operations(
    engine: &Engine,
    caller: Caller,
    which: Which<'_>,
    key: &str,
) -> Result<Retried> {
    caller.may(Action::DecideOperations)?;
    let mut tx = engine.db().begin().await?;
    if let Some(let_go) = crate::history::added_before(&mut tx, engine, key).await? {
        return Ok(Retried { let_go, repeated: true, ..Retried::default() });
    }
    tx.commit().await?;
    // What it finds at first is what was meant: something that fails anew meanwhile is not let go on twice.
    let mut meant = matching::ids_below(engine.db(), &which, i64::MAX, i64::from(i32::MAX)).await?;
    let more = meant.len().saturating_sub(PER_FORM);
    meant.truncate(PER_FORM);
    let mut retried = Retried { more: i64::try_from(more).unwrap_or(i64::MAX), ..Retried::default() };
    for batch in meant.chunks(usize::try_from(PER_TRANSACTION).unwrap_or(1)) {
        match together(engine, caller, batch, key, &retried).await {
            Err(Error::Store(error)) if error.violates(ONE_OPEN) => {
                for id in batch {
                    alone(engine, caller, *id, key, &mut retried).await?;
                }
            }
            done => retried = done?,
        }
    }
    record(engine, caller, &retried).await?;
    engine.wake_workers();
    Ok(retried)
}

/// One transaction for several; an operation whose service another one works on undoes it.
async fn together(
    engine: &Engine,
    caller: Caller,
    ids: &[OperationId],
    key: &str,
    so_far: &Retried,
) -> Result<Retried> {
    let mut retried = so_far.clone();
    let mut tx = engine.db().begin().await?;
    for id in ids {
        match let_go_on(engine, &mut tx, caller, *id).await? {
            Ok(()) => retried.let_go += 1,
            Err(left) => *retried.left.entry(left).or_default() += 1,
        }
    }
    form_keys::keep(&mut tx, key, retried.let_go).await?;
    tx.commit().await?;
    Ok(retried)
}

async fn alone(
    engine: &Engine,
    caller: Caller,
    id: OperationId,
    key: &str,
    retried: &mut Retried,
) -> Result<()> {
    match together(engine, caller, &[id], key, retried).await {
        Err(Error::Store(error)) if error.violates(ONE_OPEN) => {
            *retried.left.entry(Left::Another).or_default() += 1;
            Ok(())
        }
        done => {
            *retried = done?;
            Ok(())
        }
    }
}

async fn let_go_on(
    engine: &Engine,
    tx: &mut Tx,
    caller: Caller,
    id: OperationId,
) -> Result<std::result::Result<(), Left>> {
    let Some(operation) = operations::find(&mut *tx, id).await? else { return Ok(Err(Left::Over)) };
    if let Err(left) = may_go_on(operation.state, operation.note_kind.as_deref()) {
        return Ok(Err(left));
    }
    let now_ms = engine.clock().now_ms();
    match operations::retry(tx, &operation, &operation.data, now_ms).await {
        Err(store::Error::Stale(_)) => return Ok(Err(Left::AtWork)),
        retried => retried?,
    }
    tasks::close(tx, id, caller.user(), None, now_ms).await?;
    let event = NewEvent {
        kind: "operation.retried",
        service: Some(operation.service_id),
        operation: Some(id),
        actor: caller.user(),
        data: serde_json::json!({ "step": operation.step, "together": true }),
        at_ms: now_ms,
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(tx, &event).await?;
    Ok(Ok(()))
}

/// What one press of the button did, as a whole.
async fn record(engine: &Engine, caller: Caller, retried: &Retried) -> Result<()> {
    let mut tx = engine.db().begin().await?;
    let event = NewEvent {
        kind: "operations.retried",
        actor: caller.user(),
        data: serde_json::to_value(retried).map_err(Error::setup)?,
        at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(&mut tx, &event).await?;
    Ok(tx.commit().await?)
}
