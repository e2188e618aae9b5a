//! Lets clients order a tariff plan, or no longer.

use domain::TariffId;
use domain::access::Action;
use domain::catalogue::{Object, Root, changes};
use store::tariffs::plan::{self, Plan};
use store::tariffs::{self};

use crate::history::{self, Subject};
use crate::refusal::Lacking;
use crate::tariff_plan::described;
use crate::{Caller, Engine, Error, Refusal, Result};

/// Enables or disables a tariff plan; one that could not be ordered is not enabled.
pub async fn switch_tariff(engine: &Engine, caller: Caller, id: TariffId, enabled: bool) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let plan = plan::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if plan.tariff.details.enabled == enabled {
        return Ok(());
    }
    if enabled {
        let lacking = lacking(&plan);
        if !lacking.is_empty() {
            return Err(Refusal::NotReady { lacking }.into());
        }
    }
    tariffs::set_enabled(&mut tx, id, enabled).await?;
    let fields = changes(&[described::state(!enabled)], &[described::state(enabled)]);
    let name = plan.tariff.details.name.as_str();
    let subject = Subject { root: (Root::Tariff, id.get()), object: (Object::Tariff, id.get()), name };
    history::changed(&mut tx, engine, caller, subject, &fields).await?;
    tx.commit().await?;
    Ok(())
}

/// What a tariff lacks without which nobody can order it.
fn lacking(plan: &Plan) -> Vec<Lacking> {
    [
        plan.periods.is_empty().then_some(Lacking::Period),
        plan.modules.is_empty().then_some(Lacking::Module),
        plan.systems.is_empty().then_some(Lacking::System),
    ]
    .into_iter()
    .flatten()
    .collect()
}
