//! Deletes a tariff plan that nothing uses.

use domain::TariffId;
use domain::access::Action;
use domain::catalogue::{Object, Root};
use store::tariffs::uses::{self, TariffUse};
use store::tariffs::{self, plan};

use crate::history::{self, Subject};
use crate::remotes::vm_lists;
use crate::tariff_plan::described;
use crate::{Caller, Engine, Refusal, Result, Use, UsedBy};

/// How many uses are named.
const NAMED: u32 = 5;

/// Deletes a tariff plan with its options and prices; one that is gone is gone. What was ordered by it, even long ago,
/// keeps it: it is disabled instead.
pub async fn delete_tariff(engine: &Engine, caller: Caller, id: TariffId) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let lists = vm_lists::load(engine).await?;
    let mut tx = engine.db().begin().await?;
    let Some(plan) = plan::find(&mut tx, id).await? else { return Ok(()) };
    let (uses, more) = named(uses::first(&mut tx, id, NAMED).await?, uses::count(&mut tx, id).await?);
    if !uses.is_empty() {
        return Err(Refusal::InUse { uses, more }.into());
    }
    if let Err(error) = tariffs::delete(&mut tx, id).await {
        drop(tx);
        // An order that came at this very moment is a use as well.
        let (uses, more) = tariff_uses(engine, id).await?;
        return Err(if uses.is_empty() { error.into() } else { Refusal::InUse { uses, more }.into() });
    }
    let was = described::described(&plan, &lists);
    let name = plan.tariff.details.name.as_str();
    let subject = Subject { root: (Root::Tariff, id.get()), object: (Object::Tariff, id.get()), name };
    history::deleted(&mut tx, engine, caller, subject, &was).await?;
    tx.commit().await?;
    Ok(())
}

/// The first of what uses a tariff, and how many more there are.
pub(crate) async fn tariff_uses(engine: &Engine, id: TariffId) -> Result<(Vec<Use>, u64)> {
    Ok(named(uses::first(engine.db(), id, NAMED).await?, uses::count(engine.db(), id).await?))
}

fn named(first: Vec<TariffUse>, count: u64) -> (Vec<Use>, u64) {
    let more = count.saturating_sub(u64::try_from(first.len()).unwrap_or(u64::MAX));
    let uses = first.into_iter().map(|used| match used {
        TariffUse::Rule { module, name } => Use { what: UsedBy::Rule, id: module, name },
        TariffUse::Service { id, name } => Use { what: UsedBy::Service, id, name },
    });
    (uses.collect(), more)
}
