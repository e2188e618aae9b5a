use domain::access::Action;
use domain::catalogue::{FieldChange, Root};
use domain::{EnumerationId, ValueId};
use store::enumerations;
use store::{Tx, catalogue_changes};

use super::subject;
use crate::{Caller, Engine, Error, Refusal, Result, history};

/// Takes a value to another place of its list; `order_version` is the one of the order that was shown.
///
/// Sent twice it moves once: the value is at that place already.
pub async fn move_value(
    engine: &Engine,
    caller: Caller,
    id: ValueId,
    to: i64,
    order_version: i64,
) -> Result<EnumerationId> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let list = enumerations::find_value(&mut tx, id).await?.ok_or(Error::NotFound)?.enumeration_id;
    let shown = enumerations::lock_order(&mut tx, list).await?.ok_or(Error::NotFound)?;
    let value = enumerations::find_value(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let count = enumerations::value_count(&mut tx, list).await?;
    let to = to.clamp(1, count);
    if to == value.sort {
        return Ok(list);
    }
    if shown.order_version != order_version {
        return Err(reordered(&mut tx, list).await?);
    }
    enumerations::move_value(&mut tx, &value, to).await?;
    let place = FieldChange {
        field: "order".to_owned(),
        old: Some(value.sort.to_string()),
        new: Some(to.to_string()),
    };
    history::changed(&mut tx, engine, caller, subject(list, id, &value.name), &[place]).await?;
    tx.commit().await?;
    Ok(list)
}

/// Somebody else changed the list since the page was shown.
async fn reordered(tx: &mut Tx, list: EnumerationId) -> Result<Error> {
    let last = catalogue_changes::of_root(tx, (Root::Enumeration, list.get()), 0, 1).await?.pop();
    let (by, at_ms) = last.map_or((None, None), |change| (change.actor, Some(change.at_ms)));
    Ok(Refusal::ChangedMeanwhile { by, at_ms }.into())
}
