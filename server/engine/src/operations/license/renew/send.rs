//! Step: send a planned renewal, once.

use billmanager::{ErrorKind, Prolonged};
use domain::funds::{Purpose, Wanted};
use domain::operation::Note;
use domain::retry::Schedule;
use domain::{ModuleKind, RemoteMoney, RenewalState};
use store::licenses;
use store::renewals::{self, Renewal};

use super::{Renewing, funds};
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::license::PLAN_MS;
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::Verdict;
use crate::remotes::calls::{CallFailure, millis};
use crate::remotes::license_server::{self, LicenseServer};

/// Commits *sending* and sends. Found *sending* at the start, it never sends again; and no answer is believed but
/// the expiry that the license server shows afterwards (`docs/protocols/billmanager.md §2.5`).
pub(in crate::operations) async fn send_renewal(context: &mut Context, steps: &Renewing) -> StepResult {
    let Some(renewal) = renewals::open(context.engine().db(), context.operation.id).await? else {
        return Ok(End::Next { tx: context.begin().await?, step: steps.read });
    };
    if renewal.state != RenewalState::Planned {
        return Ok(End::Next { tx: context.begin().await?, step: steps.seek });
    }
    let license = licenses::find(context.engine().db(), renewal.license_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(renewal.module_id).await?;
    if !server.settings.renewals_on {
        let until = Until::LookAgain(Schedule::WAITING_FOR_FUNDS);
        return Ok(Stop::new(Note::RenewalsOff, until).at(steps.look).end());
    }
    let wanted = wanted(&renewal, &server);
    // Whoever waits for money begins with the server again: it may be gone by then.
    Box::pin(funds::ask(context, &server, &wanted)).await.map_err(|error| error.at(steps.look))?;
    if context.now_ms() > renewal.created_at_ms + PLAN_MS {
        let mut tx = context.begin().await?;
        renewals::give_up(&mut tx, renewal.id, None).await?;
        return Ok(End::Next { tx, step: steps.read });
    }
    let id = license_server::license_id(&license.remote_id)?;
    let turn = context.turn(&server.remote).await?.ok_or_else(|| {
        let note = Note::TurnNotCome { system: ModuleKind::Billmanager };
        StepError::from(Stop::new(note, Until::LookAgain(Schedule::REMOTE_TASK)))
    })?;
    let (mut tx, turn) =
        funds::begin(context, turn, &server, &wanted).await.map_err(|error| error.at(steps.look))?;
    // Should the process die now, the call may still run for as long as a call may.
    let settle = context.scheduled_ms(server.settings.settle);
    let until_ms = context.now_ms() + millis(context.engine().settings().remote_timeout) + settle;
    renewals::sending(&mut tx, renewal.id, context.now_ms(), until_ms, server.today).await?;
    tx.commit().await?;
    let answer = context.ask_in(turn, server.client.prolong(id, renewal.period.code())).await;
    answered(context, &renewal, answer, settle, steps).await
}

/// The sooner a license is over, the sooner it gets its money; one that is over stands before those that are not.
fn wanted(renewal: &Renewal, server: &LicenseServer) -> Wanted {
    let day = renewal.expiry_before;
    let purpose = if day <= server.today { Purpose::Uncovered(Some(day)) } else { Purpose::Renewal(day) };
    let cost = RemoteMoney::new(renewal.expected_cost_e4.unwrap_or_default(), server.settings.currency);
    Wanted { purpose, license: Some(renewal.license_id), cost }
}

async fn answered(
    context: &mut Context,
    renewal: &Renewal,
    answer: Result<Prolonged, CallFailure<billmanager::Error>>,
    settle: i64,
    steps: &Renewing,
) -> StepResult {
    let verdict = match answer {
        Ok(_) => None,
        Err(CallFailure::Remote(error)) => of_renewal(&error),
        Err(failure) => return Err(failure.into()),
    };
    let mut tx = context.begin().await?;
    let Some(verdict) = verdict else {
        renewals::settle_until(&mut tx, renewal.id, context.now_ms() + settle).await?;
        return Ok(End::Next { tx, step: steps.seek });
    };
    renewals::refused(&mut tx, renewal.id, verdict.words()).await?;
    let data = serde_json::json!({ "words": verdict.words() });
    context.happened(&mut tx, "license.renewal_refused", Some(renewal.license_id), data).await?;
    let stop = match verdict {
        // Its list says whether the license is gone: that is read first.
        Verdict::Later(words) | Verdict::Missing(words) => {
            let note = Note::RemoteFault { system: ModuleKind::Billmanager, words };
            let tries = renewals::of_operation(&mut tx, context.operation.id).await?.len();
            Stop::new(note, Until::Try(u32::try_from(tries).unwrap_or(u32::MAX)))
        }
        verdict => Stop::from(verdict),
    };
    Ok(stop.at(steps.look).with(tx).end())
}

/// What a failed renewal means; none where the expiry has to tell. "An operation is running" may speak of our own.
fn of_renewal(error: &billmanager::Error) -> Option<Verdict> {
    match (error.kind(), Verdict::from(error)) {
        (ErrorKind::Busy, _) | (_, Verdict::NoAnswer(_)) => None,
        (_, verdict) => Some(verdict),
    }
}
