//! Operation: stop the server of a service that is not paid, or that staff suspend.
//!
//! The service is suspended once its server stands still. Who pays before that finds the server running: whatever was
//! stopped is started again.

use domain::suspension::{Suspension, suspension};
use domain::{Date, ServiceState, SuspensionCause};
use serde::{Deserialize, Serialize};
use store::services::{self, Service, Suspended};

use super::server::{self, Power, Switching};
use super::{Context, End, StepResult};
use crate::Error;

/// The step that it begins with.
pub const FIRST_STEP: &str = "stop_server";

const AWAIT_STOP: &str = "await_stop";
const MARK: &str = "mark_suspended";
const START_AGAIN: &str = "start_again";
const AWAIT_START: &str = "await_start_again";
const CALL_OFF: &str = "call_off_suspension";

const STOP: Switching = Switching { power: Power::Off, switch: FIRST_STEP, wait: AWAIT_STOP, done: MARK };
const START: Switching =
    Switching { power: Power::On, switch: START_AGAIN, wait: AWAIT_START, done: CALL_OFF };

/// Why the service is suspended: kept with the operation, so that what a person gave up is not begun again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Suspending {
    /// Why.
    pub cause: SuspensionCause,
    /// What staff wrote for the client.
    pub reason: Option<String>,
    /// The day to which the service was paid.
    pub paid_until: Date,
}

/// Runs the current step.
pub(super) async fn run(context: &mut Context) -> StepResult {
    let step = context.operation.step.clone();
    match step.as_str() {
        FIRST_STEP if !is_wanted(context, &context.service)? => {
            Ok(End::Next { tx: context.begin().await?, step: START_AGAIN })
        }
        FIRST_STEP => server::switch_power(context, &STOP).await,
        AWAIT_STOP => server::await_power(context, &STOP).await,
        MARK => mark(context).await,
        START_AGAIN if context.service.state != ServiceState::Active => {
            Ok(End::Finish { tx: context.begin().await? })
        }
        START_AGAIN => server::switch_power(context, &START).await,
        AWAIT_START => server::await_power(context, &START).await,
        CALL_OFF => {
            let mut tx = context.begin().await?;
            context.happened(&mut tx, "service.suspension_called_off", None, serde_json::Value::Null).await?;
            Ok(End::Finish { tx })
        }
        _ => Err(Error::UnknownStep(step).into()),
    }
}

/// Whether the reason still holds; a reason of staff does.
fn is_wanted(context: &Context, service: &Service) -> crate::Result<bool> {
    let suspending: Suspending =
        serde_json::from_value(context.operation.data.clone()).map_err(Error::setup)?;
    Ok(match suspending.cause {
        SuspensionCause::Staff => service.state == ServiceState::Active,
        SuspensionCause::NotPaid => matches!(
            suspension(service.state, service.paid_until, service.delete_on, context.today()),
            Suspension::Due { .. }
        ),
    })
}

/// The server stands still: the service is suspended, unless it was paid at this moment.
async fn mark(context: &Context) -> StepResult {
    let mut tx = context.begin().await?;
    services::hold(&mut tx, context.service.id).await?;
    let service = services::find(&mut tx, context.service.id).await?.ok_or(Error::NotFound)?;
    if !is_wanted(context, &service)? {
        return Ok(End::Next { tx, step: START_AGAIN });
    }
    let Suspending { cause, reason, .. } =
        serde_json::from_value(context.operation.data.clone()).map_err(Error::setup)?;
    let suspended = Suspended { on: context.today(), cause, reason };
    services::set_suspended(&mut tx, service.id, &suspended).await?;
    let data = serde_json::json!({ "cause": suspended.cause, "reason": suspended.reason });
    context.happened(&mut tx, "service.suspended", None, data).await?;
    Ok(End::Finish { tx })
}
