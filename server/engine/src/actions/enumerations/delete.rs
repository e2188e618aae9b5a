use domain::EnumerationId;
use domain::access::Action;
use store::enumerations::{self, uses};

use super::{described, subject};
use crate::actions::in_use::{NAMED, in_use};
use crate::{Caller, Engine, Result, history};

/// Deletes an enumeration with its values; refused while something uses it. One that is gone already stays gone.
pub async fn delete_enumeration(engine: &Engine, caller: Caller, id: EnumerationId) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let Some(stored) = enumerations::lock_order(&mut tx, id).await? else { return Ok(()) };
    in_use(uses::of_enumeration(&mut tx, id, NAMED).await?)?;
    let values = enumerations::values(&mut tx, id).await?;
    let values: Vec<_> = values.iter().map(|value| format!("{} ({})", value.name, value.plan_code)).collect();
    let mut was = described(&stored.name, &stored.intname);
    was.push(("values".to_owned(), values.join(", ")));
    enumerations::delete(&mut tx, id).await?;
    history::deleted(&mut tx, engine, caller, subject(id, &stored.name), &was).await?;
    Ok(tx.commit().await?)
}
