//! Step: send a planned change of plan, once.

use billmanager::{ErrorKind, PlanChange as Asked, PlanChangeWay, PlanChanged};
use domain::funds::{Purpose, Wanted};
use domain::operation::Note;
use domain::retry::Schedule;
use domain::{ModuleKind, PlanChangeState, RemoteMoney};
use store::plan_changes::{self, PlanChange, Way};
use store::{licenses, locks};

use super::{ChangingPlan, funds, set_aside};
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::Verdict;
use crate::remotes::calls::{CallFailure, millis};
use crate::remotes::license_server::{self, LicenseServer};

/// What the license server takes is compared with what was agreed to when the change is planned; a plan older than this
/// is made anew before it is sent.
const SHOWN_MS: i64 = 30_000;

/// Commits *sending* and sends. Found *sending* at the start, it never sends again; and no answer is believed but the
/// plan that the license server shows afterwards (`docs/protocols/billmanager.md §2.5`).
pub(in crate::operations) async fn send_change_of_plan(
    context: &mut Context,
    steps: &ChangingPlan,
) -> StepResult {
    let Some(change) = plan_changes::open(context.engine().db(), context.operation.id).await? else {
        return Ok(End::Next { tx: context.begin().await?, step: steps.read });
    };
    if change.state != PlanChangeState::Planned {
        return Ok(End::Next { tx: context.begin().await?, step: steps.seek });
    }
    if context.now_ms() > change.created_at_ms + SHOWN_MS {
        let mut tx = context.begin().await?;
        plan_changes::give_up(&mut tx, change.id, None).await?;
        return Ok(End::Next { tx, step: steps.read });
    }
    let license = licenses::find(context.engine().db(), change.license_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(change.module_id).await?;
    let wanted = wanted(&change, &server);
    if let Err(error) = Box::pin(funds::ask(context, &server, &wanted)).await {
        return without_money(context, &change, error, steps).await;
    }
    let id = license_server::license_id(&license.remote_id)?;
    let turn = context.turn(&server.remote).await?.ok_or_else(|| {
        let note = Note::TurnNotCome { system: ModuleKind::Billmanager };
        StepError::from(Stop::new(note, Until::LookAgain(Schedule::REMOTE_TASK)))
    })?;
    let (mut tx, turn) = match funds::begin(context, turn, &server, &wanted).await {
        Ok(begun) => begun,
        Err(error) => return without_money(context, &change, error, steps).await,
    };
    // Should the process die now, the call may still run for as long as a call may.
    let settle = context.scheduled_ms(server.settings.settle);
    let until_ms = context.now_ms() + millis(context.engine().settings().remote_timeout) + settle;
    plan_changes::sending(&mut tx, change.id, context.now_ms(), until_ms, server.today).await?;
    tx.commit().await?;
    let asked = asked(&change);
    let answer = context.ask_in(turn, server.client.change_plan(id, &asked)).await;
    answered(context, &change, answer, settle, steps).await
}

/// It stands where a purchase stands: what services are owed comes first.
fn wanted(change: &PlanChange, server: &LicenseServer) -> Wanted {
    let cost = RemoteMoney::new(change.expected_cost_e4.unwrap_or_default(), server.settings.currency);
    Wanted { purpose: Purpose::Purchase, license: Some(change.license_id), cost }
}

fn asked(change: &PlanChange) -> Asked {
    let way = match change.way {
        Way::Direct => PlanChangeWay::Direct,
        Way::Wizard => PlanChangeWay::Wizard,
    };
    Asked { plan_code: change.to_code.to_string(), period: change.period.code(), way }
}

/// What was not sent is not made: the license goes on as it is, and is renewed when it has to be. What time may cure
/// is tried again.
async fn without_money(
    context: &mut Context,
    change: &PlanChange,
    error: StepError,
    steps: &ChangingPlan,
) -> StepResult {
    let stop = match error {
        StepError::Stop(stop) => *stop,
        error => return Err(error),
    };
    let is_final = match stop.until {
        Until::Mended => true,
        Until::LookAgain(schedule) => schedule == Schedule::WAITING_FOR_FUNDS,
        _ => false,
    };
    if !is_final {
        return Ok(stop.end());
    }
    let mut tx = match stop.tx {
        Some(tx) => tx,
        None => context.begin().await?,
    };
    plan_changes::give_up(&mut tx, change.id, None).await?;
    set_aside::nothing_changed(context, tx, stop.note, steps.begin).await
}

async fn answered(
    context: &mut Context,
    change: &PlanChange,
    answer: Result<PlanChanged, CallFailure<billmanager::Error>>,
    settle: i64,
    steps: &ChangingPlan,
) -> StepResult {
    let verdict = match answer {
        Ok(_) => None,
        Err(CallFailure::Remote(error)) => of_change(&error),
        Err(failure) => return Err(failure.into()),
    };
    let mut tx = context.begin().await?;
    let Some(verdict) = verdict else {
        plan_changes::settle_until(&mut tx, change.id, context.now_ms() + settle).await?;
        return Ok(End::Next { tx, step: steps.seek });
    };
    plan_changes::refused(&mut tx, change.id, verdict.words()).await?;
    let data = serde_json::json!({ "words": verdict.words(), "to": change.to_code });
    context.happened(&mut tx, "license.plan_change_refused", Some(change.license_id), data).await?;
    if let Verdict::Later(words) = verdict {
        let note = Note::RemoteFault { system: ModuleKind::Billmanager, words };
        let tries = plan_changes::of_operation(&mut tx, context.operation.id).await?;
        let tries = tries.iter().filter(|change| change.state == PlanChangeState::Refused).count();
        let until = Until::Try(u32::try_from(tries).unwrap_or(u32::MAX));
        locks::release(&mut tx, context.operation.id).await?;
        return Ok(Stop::new(note, until).at(steps.begin).with(tx).end());
    }
    set_aside::nothing_changed(context, tx, verdict.note(), steps.begin).await
}

/// What a failed change means; none where the plan has to tell. "An operation is running" may speak of our own.
fn of_change(error: &billmanager::Error) -> Option<Verdict> {
    match (error.kind(), Verdict::from(error)) {
        (ErrorKind::Busy, _) | (_, Verdict::NoAnswer(_)) => None,
        (_, verdict) => Some(verdict),
    }
}
