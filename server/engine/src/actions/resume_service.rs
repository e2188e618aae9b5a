//! Resumes a suspended service: staff by their word, or whoever pays for it.

use domain::access::Action;
use domain::suspension::{Resumption, resumption};
use domain::{OperationKind, OperationState, ServiceId, ServiceState, SuspensionCause};
use store::operations::{NewOperation, ONE_OPEN, Operation};
use store::services::{Service, Suspended};
use store::{Tx, operations, services, tasks};

use super::each_due::each_due;
use super::service_event::ServiceEvent;
use super::supersede::supersede;
use crate::operations::{RESUME_SERVICE, START_SERVER, Suspending, is_about_server};
use crate::{Caller, Engine, Error, Refusal, Result};

/// Staff resume a service: its license is covered for the paid term, then its server starts. The same form sent
/// again changes nothing.
pub async fn resume_service(engine: &Engine, caller: Caller, id: ServiceId) -> Result<()> {
    caller.may(Action::ManageClients)?;
    let mut tx = engine.db().begin().await?;
    let found = services::find(&mut tx, id).await?;
    found.ok_or(Error::NotFound)?;
    services::hold(&mut tx, id).await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    match service.state {
        ServiceState::Suspended => {}
        ServiceState::Active => return Ok(()),
        _ => return Err(Refusal::NotSuspended.into()),
    }
    if service.paid_until <= engine.clock().today() {
        return Err(Refusal::NotPaid { paid_until: service.paid_until }.into());
    }
    let open = operations::open_of_service(&mut tx, id).await?;
    if open.iter().any(|open| open.kind == OperationKind::ResumeService) {
        return Ok(());
    }
    queue(engine, &mut tx, caller, &service).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}

/// Resumes every service that was suspended for not being paid and is paid now, and says how many it began with.
pub async fn due_resumptions(engine: &Engine) -> Result<usize> {
    let due = services::due_for_resumption(engine.db(), engine.clock().today()).await?;
    Ok(each_due(engine, "resumption", due, |id| paid(engine, id)).await)
}

/// The same for one service that was just paid for; should that fail, the next round of housekeeping does it.
pub(super) async fn look_after(engine: &Engine, id: ServiceId) {
    each_due(engine, "resumption", vec![id], |id| paid(engine, id)).await;
}

async fn paid(engine: &Engine, id: ServiceId) -> Result<bool> {
    let mut tx = engine.db().begin().await?;
    services::hold(&mut tx, id).await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if service.state == ServiceState::Active {
        let is_woken = call_off(engine, &mut tx, id).await?;
        tx.commit().await?;
        return Ok(is_woken);
    }
    let (ServiceState::Suspended, Some(suspended)) = (service.state, &service.suspended) else {
        return Ok(false);
    };
    let decided = resumption(suspended.cause, service.paid_until, engine.clock().today());
    if !matches!(decided, Resumption::Due { .. }) {
        return Ok(false);
    }
    queue(engine, &mut tx, Caller::Operator, &service).await?;
    tx.commit().await?;
    Ok(true)
}

/// A suspension that could not be made yet looks again at once, and finds the service paid.
async fn call_off(engine: &Engine, tx: &mut Tx, id: ServiceId) -> Result<bool> {
    for open in operations::open_of_service(&mut *tx, id).await? {
        let waits = matches!(open.state, OperationState::Ready | OperationState::Failed);
        let is_for_money = serde_json::from_value::<Suspending>(open.data.clone())
            .is_ok_and(|suspending| suspending.cause == SuspensionCause::NotPaid);
        if open.kind != OperationKind::SuspendService || !waits || !is_for_money {
            continue;
        }
        let now_ms = engine.clock().now_ms();
        match operations::retry(tx, &open, &open.data, now_ms).await {
            // It went on by itself at this moment.
            Err(store::Error::Stale(_)) => return Ok(false),
            retried => retried?,
        }
        tasks::close(tx, open.id, None, None, now_ms).await?;
        return Ok(true);
    }
    Ok(false)
}

/// Queues it; a return of the license that stands still is taken back.
async fn queue(engine: &Engine, tx: &mut Tx, caller: Caller, service: &Service) -> Result<()> {
    let overtaken = [OperationKind::ReleaseLicense];
    supersede(engine, tx, caller, service.id, &overtaken, "service resumed").await?;
    let new = NewOperation {
        kind: OperationKind::ResumeService,
        service_id: service.id,
        step: RESUME_SERVICE,
        data: serde_json::json!({}),
        run_at_ms: engine.clock().now_ms(),
    };
    let operation = match operations::enqueue(tx, &new).await {
        Err(error) if error.violates(ONE_OPEN) => {
            let winner = operations::latest_of_service(engine.db(), service.id).await?;
            let operation = winner.ok_or(Error::NotFound)?.id;
            return Err(Refusal::OperationOpen { operation }.into());
        }
        queued => queued?,
    };
    let event = ServiceEvent::new("service.resume_started", service, caller.user());
    ServiceEvent { operation: Some(operation), ..event }.record(engine, tx).await
}

/// What a resumption that a person gave up leaves: a server whose license cannot be had is started without it; one
/// that cannot be started is left to staff.
pub(super) async fn given_up(engine: &Engine, tx: &mut Tx, ended: &Operation, note: &str) -> Result<()> {
    let service = services::find(&mut *tx, ended.service_id).await?.ok_or(Error::NotFound)?;
    let (OperationKind::ResumeService, ServiceState::Suspended) = (ended.kind, service.state) else {
        return Ok(());
    };
    if is_about_server(&ended.step) {
        let on = service.suspended.map_or(engine.clock().today(), |suspended| suspended.on);
        let cause = SuspensionCause::Staff;
        let kept = Suspended { on, cause, reason: Some(note.to_owned()) };
        return Ok(services::set_suspended(tx, service.id, &kept).await?);
    }
    let new = NewOperation {
        kind: OperationKind::ResumeService,
        service_id: service.id,
        step: START_SERVER,
        data: serde_json::json!({}),
        run_at_ms: engine.clock().now_ms(),
    };
    operations::enqueue(tx, &new).await?;
    Ok(())
}
