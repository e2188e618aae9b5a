//! Suspends a service: staff with a reason, or housekeeping when it is not paid.

use domain::access::Action;
use domain::form::{FieldProblem, Problem};
use domain::suspension::{Suspension, suspension};
use domain::{OperationKind, OperationState, ServiceId, ServiceState, SuspensionCause};
use store::operations::{NewOperation, ONE_OPEN};
use store::services::{Service, Suspended};
use store::{Tx, operations, services};

use super::each_due::each_due;
use super::service_event::ServiceEvent;
use super::supersede::supersede;
use crate::operations::{SUSPEND_SERVICE, Suspending};
use crate::{Caller, Engine, Error, Refusal, Result};

/// The longest reason.
const LONGEST_REASON: usize = 500;

/// Staff suspend a service: its server is stopped, and only staff resume it. One that is suspended for not being paid
/// is kept for staff from now on; the same form sent again changes nothing.
pub async fn suspend_service(engine: &Engine, caller: Caller, id: ServiceId, reason: &str) -> Result<()> {
    caller.may(Action::ManageClients)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::Field(FieldProblem::new("reason", Problem::Missing)).into());
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(
            Refusal::Field(FieldProblem::new("reason", Problem::TooLong { max: LONGEST_REASON })).into()
        );
    }
    let mut tx = engine.db().begin().await?;
    let found = services::find(&mut tx, id).await?;
    found.ok_or(Error::NotFound)?;
    services::hold(&mut tx, id).await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if let (ServiceState::Suspended, Some(suspended)) = (service.state, &service.suspended) {
        return keep(engine, tx, caller, &service, suspended, reason).await;
    }
    if service.state != ServiceState::Active {
        return Err(Refusal::NotRunning.into());
    }
    if is_under_way(&mut tx, id).await? {
        return Ok(());
    }
    let why = Suspending {
        cause: SuspensionCause::Staff,
        reason: Some(reason.to_owned()),
        paid_until: service.paid_until,
    };
    queue(engine, &mut tx, caller, &service, &why).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}

/// Whether its server is being stopped by staff's word already.
async fn is_under_way(tx: &mut Tx, id: ServiceId) -> Result<bool> {
    let open = operations::open_of_service(&mut *tx, id).await?;
    Ok(open.iter().any(|open| {
        open.kind == OperationKind::SuspendService
            && serde_json::from_value::<Suspending>(open.data.clone())
                .is_ok_and(|suspending| suspending.cause == SuspensionCause::Staff)
    }))
}

/// Its server stands still already: from now on it is staff who resume it.
async fn keep(
    engine: &Engine,
    mut tx: Tx,
    caller: Caller,
    service: &Service,
    suspended: &Suspended,
    reason: &str,
) -> Result<()> {
    if suspended.cause == SuspensionCause::Staff {
        return Ok(());
    }
    if let Some(open) = operations::open_of_service(&mut tx, service.id)
        .await?
        .iter()
        .find(|open| open.kind == OperationKind::ResumeService)
    {
        return Err(Refusal::OperationOpen { operation: open.id }.into());
    }
    let cause = SuspensionCause::Staff;
    let kept = Suspended { on: suspended.on, cause, reason: Some(reason.to_owned()) };
    services::set_suspended(&mut tx, service.id, &kept).await?;
    let event = ServiceEvent::new("service.suspended", service, caller.user());
    let data = serde_json::json!({ "cause": cause, "reason": reason });
    ServiceEvent { data, ..event }.record(engine, &mut tx).await?;
    Ok(tx.commit().await?)
}

/// Suspends every service whose paid time is over and says how many it began with; one that something else works on
/// is looked at again the next time.
pub async fn due_suspensions(engine: &Engine) -> Result<usize> {
    let due = services::due_for_suspension(engine.db(), engine.clock().today()).await?;
    Ok(each_due(engine, "suspension", due, |id| not_paid(engine, id)).await)
}

async fn not_paid(engine: &Engine, id: ServiceId) -> Result<bool> {
    let mut tx = engine.db().begin().await?;
    services::hold(&mut tx, id).await?;
    let service = services::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let today = engine.clock().today();
    let Suspension::Due { paid_until } =
        suspension(service.state, service.paid_until, service.delete_on, today)
    else {
        return Ok(false);
    };
    let why = Suspending { cause: SuspensionCause::NotPaid, reason: None, paid_until };
    let latest = operations::latest_of_service(&mut tx, id).await?;
    let is_given_up = latest.is_some_and(|latest| {
        latest.kind == OperationKind::SuspendService
            && latest.state == OperationState::GivenUp
            && serde_json::from_value::<Suspending>(latest.data).is_ok_and(|given_up| given_up == why)
    });
    if is_given_up {
        return Ok(false);
    }
    queue(engine, &mut tx, Caller::Operator, &service, &why).await?;
    tx.commit().await?;
    Ok(true)
}

/// Queues it; a renewal of the license that stands still is not owed while the service is suspended.
async fn queue(
    engine: &Engine,
    tx: &mut Tx,
    caller: Caller,
    service: &Service,
    why: &Suspending,
) -> Result<()> {
    let overtaken: &[OperationKind] = match why.cause {
        SuspensionCause::NotPaid => &[OperationKind::RenewLicense],
        SuspensionCause::Staff => &[OperationKind::RenewLicense, OperationKind::SuspendService],
    };
    supersede(engine, tx, caller, service.id, overtaken, "service suspended").await?;
    let new = NewOperation {
        kind: OperationKind::SuspendService,
        service_id: service.id,
        step: SUSPEND_SERVICE,
        data: serde_json::to_value(why).map_err(Error::setup)?,
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
    let event = ServiceEvent::new("service.suspension_started", service, caller.user());
    let data = serde_json::json!({ "cause": why.cause, "reason": why.reason });
    ServiceEvent { operation: Some(operation), data, ..event }.record(engine, tx).await
}
