use domain::EnumerationId;
use domain::access::Action;
use domain::catalogue::{Object, changes};
use store::enumerations;

use super::{EnumerationForm, Names, described, subject, taken};
use crate::{Caller, Engine, Error, Result, history};

/// Gives an enumeration other names; `version` is the one that the form was opened with.
pub async fn edit_enumeration(
    engine: &Engine,
    caller: Caller,
    id: EnumerationId,
    version: i64,
    form: &EnumerationForm,
) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let names = Names::read(form)?;
    let mut tx = engine.db().begin().await?;
    let stored = enumerations::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let fields = changes(&described(&stored.name, &stored.intname), &names.described());
    if fields.is_empty() {
        return Ok(());
    }
    let object = (Object::Enumeration, id.get());
    history::unchanged_since(&mut tx, object, version, stored.version).await?;
    enumerations::update(&mut tx, id, &names.name, &names.intname).await.map_err(taken)?;
    history::changed(&mut tx, engine, caller, subject(id, &names.name), &fields).await?;
    Ok(tx.commit().await?)
}
