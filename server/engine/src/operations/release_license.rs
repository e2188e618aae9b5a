//! Operation: return the license of a service that stays, after so many days of suspension.

use domain::suspension::{Resumption, resumption};
use domain::{LicenseState, ServiceState};
use store::licenses;

use super::delete_service::{self, RELEASE};
use super::{Context, End, StepResult};

/// Runs the current step.
pub(super) async fn run(context: &mut Context) -> StepResult {
    if context.operation.step == RELEASE && !is_wanted(context).await? {
        return Ok(End::Finish { tx: context.begin().await? });
    }
    delete_service::release(context).await
}

/// Not for a client who has paid meanwhile, and not once the service runs again. A return that was begun goes on.
async fn is_wanted(context: &Context) -> crate::Result<bool> {
    let license = licenses::of_service(context.engine().db(), context.service.id).await?;
    if license.is_some_and(|license| license.state != LicenseState::Attached) {
        return Ok(true);
    }
    let Some(suspended) = &context.service.suspended else { return Ok(false) };
    let resumed = resumption(suspended.cause, context.service.paid_until, context.today());
    Ok(context.service.state == ServiceState::Suspended && !matches!(resumed, Resumption::Due { .. }))
}
