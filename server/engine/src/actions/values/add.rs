use domain::access::Action;
use domain::{EnumerationId, ValueId};
use store::enumerations::{self, NewValue};

use super::{Fields, ValueForm, insert, keep};
use crate::{Caller, Engine, Error, Result, history};

/// Adds a value to an enumeration; `key` is the form's one-time key.
pub async fn add_value(
    engine: &Engine,
    caller: Caller,
    list: EnumerationId,
    form: &ValueForm,
    key: &str,
) -> Result<ValueId> {
    caller.may(Action::ManageProducts)?;
    let fields = Fields::read(form)?;
    let mut tx = engine.db().begin().await?;
    if let Some(id) = history::added_before(&mut tx, engine, key).await? {
        return Ok(ValueId::new(id));
    }
    enumerations::lock_order(&mut tx, list).await?.ok_or(Error::NotFound)?;
    let end = enumerations::value_count(&mut tx, list).await? + 1;
    let sort = fields.place.map_or(end, |place| place.min(end));
    let group = fields.group.find(&mut tx).await?;
    let group_name = group.name().to_owned();
    let product_id = group.take(&mut tx, engine, caller, &fields.plan_code).await?;
    if sort < end {
        enumerations::make_room(&mut tx, list, sort).await?;
    }
    let (name, plan_code) = (fields.name.as_str(), &fields.plan_code);
    let new = NewValue { enumeration_id: list, name, plan_code, product_id, sort };
    let id = insert(&mut tx, engine, caller, &new, &group_name).await?;
    keep(&mut tx, key, id).await?;
    tx.commit().await?;
    Ok(id)
}
