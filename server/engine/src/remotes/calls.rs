//! One call to a remote system: when it is its turn, and logged.

use std::future::Future;
use std::time::Duration;

use domain::{ModuleId, ModuleKind, OperationId};
use sendonce::{Called, Certainty, Outcome};
use store::remote_calls::{self, CallOutcome, RemoteCall};
use store::slots;

use crate::Engine;

/// How often a caller asks whether its turn has come.
const ASK_EVERY: Duration = Duration::from_millis(100);

/// A remote system and the limits it set, or we set for it.
#[derive(Debug, Clone)]
pub struct Remote {
    /// Its processing module.
    pub module_id: ModuleId,
    /// What kind of system it is.
    pub kind: ModuleKind,
    /// How many calls may be in flight over all processes; 0 for no limit.
    pub in_flight_limit: i64,
    /// The least time between two calls over all processes.
    pub min_interval_ms: i64,
}

/// Why a call has no result.
#[derive(Debug, thiserror::Error)]
pub enum CallFailure<E> {
    /// It was not our turn; nothing was sent.
    #[error("it is not our turn at this remote system")]
    TurnNotCome,
    /// Our own database failed, or the lease was lost, before anything was sent.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The remote system, or the way to it.
    #[error("the remote system did not do what was asked")]
    Remote(E),
}

/// Who calls, for the log.
#[derive(Debug, Clone, Copy, Default)]
pub struct CallSite<'a> {
    /// The operation.
    pub operation: Option<OperationId>,
    /// Its step.
    pub step: Option<&'a str>,
}

/// A turn at a remote system.
#[derive(Debug)]
pub struct Turn {
    module_id: ModuleId,
    holder: Option<String>,
}

/// Waits for a turn, up to `wait`; `None` when it did not come.
pub async fn take_turn(
    engine: &Engine,
    remote: &Remote,
    wait: Duration,
    hold: Duration,
) -> store::Result<Option<Turn>> {
    if remote.in_flight_limit == 0 {
        return Ok(Some(Turn { module_id: remote.module_id, holder: None }));
    }
    let holder = uuid::Uuid::new_v4().to_string();
    let deadline = tokio::time::Instant::now() + wait;
    loop {
        let now_ms = engine.clock().now_ms();
        let turn = slots::Turn {
            module_id: remote.module_id,
            holder: &holder,
            in_flight_limit: remote.in_flight_limit,
            min_interval_ms: remote.min_interval_ms,
            now_ms,
            until_ms: now_ms + millis(hold),
        };
        if slots::take(engine.db(), &turn).await? {
            return Ok(Some(Turn { module_id: remote.module_id, holder: Some(holder) }));
        }
        if tokio::time::Instant::now() >= deadline {
            return Ok(None);
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
}

/// Makes a call in its turn and returns its result with the rows for the log.
pub async fn make<T, E>(
    engine: &Engine,
    turn: Turn,
    site: CallSite<'_>,
    call: impl Future<Output = Called<T, E>>,
) -> (Result<T, E>, Vec<RemoteCall>) {
    let started_at_ms = engine.clock().now_ms();
    let called = call.await;
    let module_id = turn.module_id;
    give_back(engine, turn).await;
    let mut at_ms = started_at_ms;
    let mut log = Vec::with_capacity(called.records.len());
    for record in called.records {
        let duration_ms = millis(record.duration);
        let (outcome, answer) = match record.outcome {
            Outcome::Done => (CallOutcome::Ok, None),
            Outcome::Failed { kind, words, certainty } => {
                let outcome = match certainty {
                    Certainty::Refused => CallOutcome::Refused,
                    Certainty::Unsent => CallOutcome::Unsent,
                    Certainty::Unknown => CallOutcome::Unknown,
                };
                (outcome, Some(format!("{kind}: {words}")))
            }
        };
        log.push(RemoteCall {
            module_id,
            operation_id: site.operation,
            step: site.step.map(str::to_owned),
            function: record.function,
            request: record.fields,
            outcome,
            answer,
            started_at_ms: at_ms,
            duration_ms,
        });
        at_ms += duration_ms;
    }
    (called.result, log)
}

/// Gives a turn back. Should that fail, it ends by itself: what the remote system answered matters more.
pub async fn give_back(engine: &Engine, turn: Turn) {
    let Some(holder) = turn.holder else { return };
    if let Err(error) = slots::give(engine.db(), turn.module_id, &holder).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "remote.turn_not_given_back");
    }
}

/// A live call for a person: in turn, logged at once.
pub async fn ask<T, E>(
    engine: &Engine,
    remote: &Remote,
    call: impl Future<Output = Called<T, E>>,
) -> Result<T, CallFailure<E>> {
    let settings = engine.settings();
    let turn = take_turn(engine, remote, settings.read_timeout, settings.read_timeout)
        .await?
        .ok_or(CallFailure::TurnNotCome)?;
    let (result, log) = make(engine, turn, CallSite::default(), call).await;
    let mut tx = engine.db().begin().await?;
    for call in &log {
        remote_calls::record(&mut tx, call).await?;
    }
    tx.commit().await?;
    result.map_err(CallFailure::Remote)
}

/// A duration in whole milliseconds.
pub(crate) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
