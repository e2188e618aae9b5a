//! Operation: return a license that stayed behind when its service got another one.
//!
//! It runs beside whatever else is done for that service: the two licenses have nothing to do with each other any more.

use domain::{LicenseId, OperationId, OperationKind};
use store::operations::{self, NewOperation};
use store::{Tx, licenses, locks};

use super::delete_service::{self, RELEASE};
use super::license::Data;
use super::{Context, StepResult};
use crate::{Error, Result};

/// The step that it begins with.
pub const FIRST_STEP: &str = RELEASE;

/// Runs the current step.
pub(super) async fn run(context: &mut Context) -> StepResult {
    delete_service::release(context).await
}

/// The operation's notes: which license it returns.
pub(crate) fn notes(license: LicenseId) -> Result<serde_json::Value> {
    let data = Data { release: Some(license), ..Data::default() };
    serde_json::to_value(&data).map_err(Error::setup)
}

/// The license that an operation with these notes returns.
pub(crate) fn returned(notes: &serde_json::Value) -> Option<LicenseId> {
    serde_json::from_value::<Data>(notes.clone()).ok().and_then(|data| data.release)
}

/// Takes the license from its service, in the transaction that gives the service another one, and queues its return.
/// The address that it stays on is kept from others until the return has begun.
pub(super) async fn leave_behind(
    context: &Context,
    tx: &mut Tx,
    license: &licenses::License,
) -> Result<OperationId> {
    licenses::leave(&mut *tx, license.id, context.service.id).await?;
    let new = NewOperation {
        kind: OperationKind::ReturnLicense,
        service_id: context.service.id,
        step: FIRST_STEP,
        data: notes(license.id)?,
        run_at_ms: context.now_ms(),
    };
    let operation = operations::enqueue(&mut *tx, &new).await?;
    if !license.card.address.is_free() {
        locks::take(&mut *tx, &license.card.address, operation).await?;
    }
    Ok(operation)
}
