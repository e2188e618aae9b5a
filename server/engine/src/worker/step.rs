//! One step: claimed, logged before, run, and ended in one commit.

use domain::operation::Note;
use domain::retry::Schedule;
use domain::{OperationState, StepOutcome};
use store::operations::lease::{self, Advance};
use store::operations::{self, Operation, queue};
use store::{Tx, locks, operation_steps, tasks};

use crate::operations::end::{Stop, Until};
use crate::operations::{self as kinds, Context, End, StepError, StepResult};
use crate::remotes::calls::millis;
use crate::{Engine, Error, Result};

/// What became of one look at the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ran {
    /// A step was run.
    Step,
    /// Nothing is due.
    Nothing,
}

/// How a step is run: for real, or as its tests rehearse that it may run twice and may die.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rehearsal {
    /// Once.
    Real,
    /// Run, forgotten before its commit, and run again.
    Twice,
    /// Run, and forgotten before its commit: the process died, and its lease runs on.
    Die,
}

/// Claims the next due operation and runs its current step.
pub async fn work_once(engine: &Engine, owner: &str, rehearsal: Rehearsal) -> Result<Ran> {
    let clock = engine.clock();
    let lease_ms = millis(engine.settings().lease);
    let claimed = queue::claim(engine.db(), owner, clock.now_ms(), lease_ms, clock.today()).await?;
    let Some(operation) = claimed else { return Ok(Ran::Nothing) };
    let (id, step) = (operation.id, operation.step.clone());
    let now_ms = clock.now_ms();
    let log = match operation_steps::begin(engine.db(), &operation, now_ms, now_ms + lease_ms).await {
        Err(store::Error::LeaseLost) => {
            tracing::warn!(operation = %id, step, "operation.lease_lost: {id} was taken over before {step}");
            return Ok(Ran::Step);
        }
        begun => begun?,
    };
    let mut context = Context::load(engine, operation).await?;
    let mut result = kinds::run_step(&mut context).await;
    match rehearsal {
        Rehearsal::Real => {}
        Rehearsal::Twice => {
            drop(result);
            let again = operations::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
            context = Context::load(engine, again).await?;
            result = kinds::run_step(&mut context).await;
        }
        Rehearsal::Die => return Ok(Ran::Step),
    }
    match finish(&mut context, log, result).await {
        Err(Error::Store(store::Error::LeaseLost)) => {
            tracing::warn!(operation = %id, step, "operation.lease_lost: {id} was taken over at {step}");
            let mut tx = engine.db().begin().await?;
            context.log_calls(&mut tx).await?;
            tx.commit().await?;
            Ok(Ran::Step)
        }
        other => other.map(|()| Ran::Step),
    }
}

async fn finish(context: &mut Context, log: i64, result: StepResult) -> Result<()> {
    let stop = match result {
        Ok(End::Next { tx, step }) => return next(context, tx, log, step).await,
        Ok(End::Finish { tx }) => return done(context, tx, log).await,
        Ok(End::Stop(stop)) | Err(StepError::Stop(stop)) => *stop,
        Err(StepError::Engine(Error::Store(store::Error::LeaseLost))) => {
            return Err(store::Error::LeaseLost.into());
        }
        Err(StepError::Engine(error)) => {
            let id = context.operation.id;
            tracing::error!(operation = %id, error = &error as &dyn std::error::Error,
                "operation.step_broken: {id} at {}", context.operation.step);
            Stop::new(Note::OurFault, Until::Retry)
        }
    };
    stand(context, log, stop).await
}

async fn next(context: &mut Context, mut tx: Tx, log: i64, step: &'static str) -> Result<()> {
    let advance = Advance {
        state: OperationState::Ready,
        step,
        data: &context.operation.data.clone(),
        run_at_ms: context.now_ms(),
        not_before: None,
        failures: 0,
        note: None,
        module_id: None,
        finished_at_ms: None,
    };
    tasks::close(&mut tx, context.operation.id, None, None, context.now_ms()).await?;
    end(context, &mut tx, log, StepOutcome::Done, &advance).await?;
    Ok(tx.commit().await?)
}

async fn done(context: &mut Context, mut tx: Tx, log: i64) -> Result<()> {
    let step = context.operation.step.clone();
    let advance = Advance {
        state: OperationState::Done,
        step: &step,
        data: &context.operation.data.clone(),
        run_at_ms: context.now_ms(),
        not_before: None,
        failures: 0,
        note: None,
        module_id: None,
        finished_at_ms: Some(context.now_ms()),
    };
    locks::release(&mut tx, context.operation.id).await?;
    tasks::close(&mut tx, context.operation.id, None, None, context.now_ms()).await?;
    end(context, &mut tx, log, StepOutcome::Done, &advance).await?;
    Ok(tx.commit().await?)
}

/// Where an operation stands after a stop.
struct Standing {
    state: OperationState,
    outcome: StepOutcome,
    delay_seconds: i64,
    not_before: Option<domain::Date>,
    failures: i64,
}

/// After so many looks at the same wait (some 15 minutes) a person is told; the wait goes on.
pub(crate) const PATIENCE: i64 = 180;

fn standing(operation: &Operation, stop: &Stop) -> Standing {
    // Another reason starts its own count: a wait does not use up the tries of a failure.
    let is_same = operation.note.as_ref().is_some_and(|note| note.is_like(&stop.note));
    let failures = if is_same { operation.failures + 1 } else { 1 };
    let attempt = u32::try_from(failures).unwrap_or(u32::MAX);
    let still = |state, outcome| Standing { state, outcome, delay_seconds: 0, not_before: None, failures };
    let retry = |attempt| match Schedule::TRANSIENT.next_delay(attempt) {
        Some(delay_seconds) => {
            Standing { delay_seconds, ..still(OperationState::Ready, StepOutcome::Transient) }
        }
        None => still(OperationState::Failed, StepOutcome::Permanent),
    };
    match stop.until {
        Until::LookAgain(schedule) => Standing {
            delay_seconds: schedule.next_delay(attempt).unwrap_or_default(),
            ..still(OperationState::Ready, StepOutcome::Waiting)
        },
        Until::Day(day) => {
            Standing { not_before: Some(day), ..still(OperationState::Ready, StepOutcome::Waiting) }
        }
        Until::Retry => retry(attempt),
        Until::Try(attempt) => retry(attempt),
        Until::Mended => still(OperationState::Failed, StepOutcome::Permanent),
        Until::Decided => still(OperationState::Unknown, StepOutcome::Unknown),
    }
}

/// After so many failures in a row (some six minutes) a person is told of what only a person can end; it is tried on.
const LASTING: i64 = 5;

async fn stand(context: &mut Context, log: i64, stop: Stop) -> Result<()> {
    let standing = standing(&context.operation, &stop);
    let mut tx = match stop.tx {
        Some(tx) => tx,
        None => context.begin().await?,
    };
    let needs_person = matches!(standing.state, OperationState::Failed | OperationState::Unknown);
    let is_waiting = matches!(stop.until, Until::LookAgain(_));
    let is_impatient = is_waiting && standing.failures >= PATIENCE;
    if stop.note.may_last() || is_impatient {
        kinds::stand_still(context, &mut tx).await?;
    }
    let tries = match stop.until {
        Until::Retry => standing.failures,
        Until::Try(attempt) => attempt.into(),
        _ => 0,
    };
    let is_lasting = tries >= LASTING;
    if is_impatient || ((is_waiting || is_lasting) && stop.note.wants_person()) {
        let (id, service, now_ms) = (context.operation.id, context.operation.service_id, context.now_ms());
        tasks::raise(&mut tx, id, service, &stop.note, now_ms).await?;
    }
    if needs_person {
        let (id, service, now_ms) = (context.operation.id, context.operation.service_id, context.now_ms());
        tasks::raise(&mut tx, id, service, &stop.note, now_ms).await?;
        let data = serde_json::json!({ "note": stop.note, "step": context.operation.step });
        context.happened(&mut tx, "operation.needs_person", None, data).await?;
        tracing::warn!(operation = %id, "operation.needs_person: {id} stands at {}", context.operation.step);
    }
    let second_ms = millis(context.engine().settings().schedule_second);
    let step = stop.step.map_or_else(|| context.operation.step.clone(), str::to_owned);
    let advance = Advance {
        state: standing.state,
        step: &step,
        data: &context.operation.data.clone(),
        run_at_ms: context.now_ms() + standing.delay_seconds.saturating_mul(second_ms),
        not_before: standing.not_before,
        failures: standing.failures,
        note: Some(&stop.note),
        module_id: context.concerned(&stop.note),
        finished_at_ms: None,
    };
    end(context, &mut tx, log, standing.outcome, &advance).await?;
    Ok(tx.commit().await?)
}

async fn end(
    context: &mut Context,
    tx: &mut Tx,
    log: i64,
    outcome: StepOutcome,
    advance: &Advance<'_>,
) -> Result<()> {
    context.log_calls(tx).await?;
    operation_steps::end(tx, log, context.now_ms(), outcome, advance.note).await?;
    lease::advance(tx, context.operation.id, advance).await?;
    Ok(())
}
