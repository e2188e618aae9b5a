//! Lets a failed operation go on from its failed step, or a waiting one look again at once.

use domain::OperationId;
use domain::access::Action;
use domain::operation::Note;
use store::events::NewEvent;
use store::operations::ONE_OPEN;
use store::{events, operations, tasks};

use crate::operations::{agree_to, allow_purchase};
use crate::{Caller, Engine, Error, Refusal, Result};

/// A person says that what stood in the way is mended.
pub async fn retry_operation(engine: &Engine, caller: Caller, id: OperationId) -> Result<()> {
    caller.may(Action::DecideOperations)?;
    let mut tx = engine.db().begin().await?;
    let operation = operations::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let mut data = operation.data.clone();
    match operation.note {
        Some(Note::PurchaseLimit { .. }) => allow_purchase(&mut data),
        Some(Note::PriceRisen { now, .. }) => agree_to(&mut data, now).map_err(Error::setup)?,
        _ => {}
    }
    let now_ms = engine.clock().now_ms();
    match operations::retry(&mut tx, &operation, &data, now_ms).await {
        Err(store::Error::Stale(_)) => return Err(Refusal::NotWaiting.into()),
        // Meanwhile the license is renewed, or the service deleted.
        Err(error) if error.violates(ONE_OPEN) => {
            drop(tx);
            let other = operations::latest_of_service(engine.db(), operation.service_id).await?;
            let operation = other.ok_or(Error::NotFound)?.id;
            return Err(Refusal::OperationOpen { operation }.into());
        }
        retried => retried?,
    }
    tasks::close(&mut tx, id, caller.user(), None, now_ms).await?;
    let event = NewEvent {
        kind: "operation.retried",
        service: Some(operation.service_id),
        operation: Some(id),
        actor: caller.user(),
        data: serde_json::json!({ "step": operation.step }),
        at_ms: now_ms,
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(&mut tx, &event).await?;
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}
