//! Makes room for an operation: what stands still and is overtaken by it ends.

use domain::{OperationKind, OperationState, ServiceId};
use store::operations::Operation;
use store::{Tx, operations};

use super::give_up_operation;
use crate::operations::CHANGE_PANEL;
use crate::{Caller, Engine, Error, Refusal, Result};

/// Ends the service's operations of these kinds that stand still; anything else that is open is in the way.
pub(super) async fn supersede(
    engine: &Engine,
    tx: &mut Tx,
    caller: Caller,
    id: ServiceId,
    kinds: &[OperationKind],
    why: &str,
) -> Result<()> {
    for open in operations::open_of_service(&mut *tx, id).await? {
        if is_aside(&open) {
            continue;
        }
        let busy = || Error::from(Refusal::OperationOpen { operation: open.id });
        if !kinds.contains(&open.kind) || !give_up_operation::stands_still(&open) {
            return Err(busy());
        }
        if give_up_operation::may_have_spent(&mut *tx, open.id).await? {
            return Err(Refusal::PurchaseUndecided { operation: open.id }.into());
        }
        match give_up_operation::end(engine, tx, caller, &open, why).await {
            // Somebody had it go on at this moment.
            Err(Error::Refused(_)) => return Err(busy()),
            ended => ended?,
        }
    }
    Ok(())
}

/// What keeps nothing waiting: a recipe or a refused change of panel that waits for a person, a license on its way back.
pub(crate) fn is_aside(open: &Operation) -> bool {
    let is_step = |step: &str| matches!(step, "prepare_recipe" | "await_recipe" | CHANGE_PANEL);
    open.kind == OperationKind::ReturnLicense || (open.state == OperationState::Failed && is_step(&open.step))
}
