use domain::OptionId;
use domain::access::Action;
use store::tariffs::options::{self, uses};

use super::form::described;
use super::subject;
use crate::actions::in_use::NAMED;
use crate::{Caller, Engine, Refusal, Result, Use, UsedBy, history};

/// Deletes an option with its prices; refused while a service is renewed by them. One that is gone stays gone.
pub async fn delete_option(engine: &Engine, caller: Caller, id: OptionId) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let Some(option) = super::state::held(&mut tx, id).await? else { return Ok(()) };
    let (uses, more) = named(uses::services(&mut tx, id, NAMED).await?);
    if !uses.is_empty() {
        return Err(Refusal::InUse { uses, more }.into());
    }
    let was = described(&mut tx, &option.details).await?;
    options::delete(&mut tx, id).await?;
    history::deleted(&mut tx, engine, caller, subject(&option), &was).await?;
    Ok(tx.commit().await?)
}

/// The first services that keep an option from being deleted, and how many more there are.
pub(crate) async fn option_uses(engine: &Engine, id: OptionId) -> Result<(Vec<Use>, u64)> {
    Ok(named(uses::services(engine.db(), id, NAMED).await?))
}

fn named((first, total): (Vec<(domain::ServiceId, String)>, i64)) -> (Vec<Use>, u64) {
    let more = u64::try_from(total).unwrap_or_default().saturating_sub(first.len() as u64);
    let used = |(id, name): (domain::ServiceId, String)| Use { what: UsedBy::Service, id: id.get(), name };
    (first.into_iter().map(used).collect(), more)
}
