//! Edits a currency rate.

use domain::access::Action;
use domain::catalogue::{Object, Root, changes};
use store::currency_rates;

use super::add_rate::{refuse_second, taken};
use crate::history::{self, Subject};
use crate::rate::{self, RateForm};
use crate::{Caller, Engine, Error, Refusal, Result};

/// Writes what a rate's form says; one that says what is there changes nothing.
pub async fn edit_rate(engine: &Engine, caller: Caller, id: i64, form: &RateForm) -> Result<()> {
    caller.may(Action::ManageModules)?;
    let new = form.read(engine.clock().today())?;
    let mut tx = engine.db().begin().await?;
    let old = currency_rates::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let fields = changes(&rate::described(old.rate), &rate::described(new));
    if fields.is_empty() {
        return Ok(());
    }
    history::unchanged_since(&mut tx, (Object::Rate, id), form.version, old.version).await?;
    refuse_second(&mut tx, &new, Some(id)).await?;
    if !currency_rates::update(&mut tx, (id, old.version), &new).await.map_err(taken)? {
        return Err(Refusal::ChangedMeanwhile { by: None, at_ms: None }.into());
    }
    let name = rate::name(new);
    let subject = Subject { root: (Root::Rates, 0), object: (Object::Rate, id), name: &name };
    history::changed(&mut tx, engine, caller, subject, &fields).await?;
    tx.commit().await?;
    Ok(())
}
