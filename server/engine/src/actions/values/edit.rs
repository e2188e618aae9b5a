use domain::ValueId;
use domain::access::Action;
use domain::catalogue::{Object, changes};
use store::enumerations::{self, Value};

use super::{Fields, ValueForm, described, subject, taken};
use crate::{Caller, Engine, Error, Result, history};

/// Changes a value; `version` is the one that the form was opened with.
///
/// Services that were sold its plan code keep it: they have it themselves. They are renewed at the prices of this
/// value, whatever its code is by then.
pub async fn edit_value(
    engine: &Engine,
    caller: Caller,
    id: ValueId,
    version: i64,
    form: &ValueForm,
) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let fields = Fields::read(form)?;
    let mut tx = engine.db().begin().await?;
    let list = enumerations::find_value(&mut tx, id).await?.ok_or(Error::NotFound)?.enumeration_id;
    enumerations::lock_order(&mut tx, list).await?.ok_or(Error::NotFound)?;
    let stored = enumerations::find_value(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let group_was = match stored.product_id {
        Some(product) => store::products::find(&mut tx, product).await?.ok_or(Error::NotFound)?.name,
        None => String::new(),
    };
    let count = enumerations::value_count(&mut tx, list).await?;
    let was_moved = form.sort.trim() != form.sort_was.trim();
    let place = fields.place.filter(|_| was_moved).map_or(stored.sort, |place| place.min(count));
    let group = fields.group.find(&mut tx).await?;
    let was = described(&stored.name, &stored.plan_code, &group_was, stored.sort);
    let now = described(&fields.name, &fields.plan_code, group.name(), place);
    let fields_changed = changes(&was, &now);
    if fields_changed.is_empty() {
        return Ok(());
    }
    history::unchanged_since(&mut tx, (Object::Value, id.get()), version, stored.version).await?;
    let product_id = group.take(&mut tx, engine, caller, &fields.plan_code).await?;
    if place != stored.sort {
        enumerations::move_value(&mut tx, &stored, place).await?;
    }
    let value = Value { name: fields.name, plan_code: fields.plan_code, product_id, ..stored };
    enumerations::update_value(&mut tx, &value).await.map_err(taken)?;
    history::changed(&mut tx, engine, caller, subject(list, id, &value.name), &fields_changed).await?;
    Ok(tx.commit().await?)
}
