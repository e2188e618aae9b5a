use domain::ValueId;
use domain::access::Action;
use store::enumerations::{self, uses};

use super::{described, subject};
use crate::actions::in_use::{NAMED, in_use};
use crate::{Caller, Engine, Result, history};

/// Deletes a value; refused while something uses it. One that is gone already stays gone.
pub async fn delete_value(engine: &Engine, caller: Caller, id: ValueId) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let Some(value) = enumerations::find_value(&mut tx, id).await? else { return Ok(()) };
    let list = value.enumeration_id;
    enumerations::lock_order(&mut tx, list).await?;
    let Some(value) = enumerations::find_value(&mut tx, id).await? else { return Ok(()) };
    in_use(uses::of_value(&mut tx, id, NAMED).await?)?;
    let group = match value.product_id {
        Some(product) => store::products::find(&mut tx, product).await?.map(|group| group.name),
        None => None,
    };
    enumerations::delete_value(&mut tx, id).await?;
    enumerations::close_gap(&mut tx, list, value.sort).await?;
    let was = described(&value.name, &value.plan_code, group.as_deref().unwrap_or_default(), value.sort);
    history::deleted(&mut tx, engine, caller, subject(list, id, &value.name), &was).await?;
    Ok(tx.commit().await?)
}
