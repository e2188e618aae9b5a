use domain::EnumerationId;
use domain::access::Action;
use store::{enumerations, form_keys};

use super::{EnumerationForm, Names, subject, taken};
use crate::{Caller, Engine, Result, history};

/// Adds an enumeration without values; `key` is the form's one-time key.
pub async fn add_enumeration(
    engine: &Engine,
    caller: Caller,
    form: &EnumerationForm,
    key: &str,
) -> Result<EnumerationId> {
    caller.may(Action::ManageProducts)?;
    let names = Names::read(form)?;
    let mut tx = engine.db().begin().await?;
    if let Some(id) = history::added_before(&mut tx, engine, key).await? {
        return Ok(EnumerationId::new(id));
    }
    let id = enumerations::insert(&mut tx, &names.name, &names.intname).await.map_err(taken)?;
    form_keys::keep(&mut tx, key, id.get()).await?;
    history::added(&mut tx, engine, caller, subject(id, &names.name), &names.described()).await?;
    tx.commit().await?;
    Ok(id)
}
