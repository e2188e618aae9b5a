//! Deletes a currency rate.

use domain::access::Action;
use domain::catalogue::{Object, Root};
use store::currency_rates;

use crate::history::{self, Subject};
use crate::{Caller, Engine, Result, rate};

/// Deletes a currency rate; one that is gone is gone. No money was ever moved by it: amounts of two currencies are only
/// compared.
pub async fn delete_rate(engine: &Engine, caller: Caller, id: i64) -> Result<()> {
    caller.may(Action::ManageModules)?;
    let mut tx = engine.db().begin().await?;
    let Some(old) = currency_rates::find(&mut tx, id).await? else { return Ok(()) };
    currency_rates::delete(&mut tx, id).await?;
    let name = rate::name(old.rate);
    let subject = Subject { root: (Root::Rates, 0), object: (Object::Rate, id), name: &name };
    history::deleted(&mut tx, engine, caller, subject, &rate::described(old.rate)).await?;
    tx.commit().await?;
    Ok(())
}
