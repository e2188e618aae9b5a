//! Adds a currency rate.

use domain::access::Action;
use domain::catalogue::{Object, Root};
use domain::form::{FieldProblem, Problem};
use domain::money::Rate;
use store::currency_rates::{self, RATE_OF_DAY};
use store::{Tx, form_keys};

use crate::history::{self, Subject};
use crate::rate::{self, RateForm};
use crate::{Caller, Engine, Error, Refusal, Result};

/// Adds a currency rate; the same form sent again shows the first.
pub async fn add_rate(engine: &Engine, caller: Caller, form: &RateForm, key: &str) -> Result<i64> {
    caller.may(Action::ManageModules)?;
    let rate = form.read(engine.clock().today())?;
    let mut tx = engine.db().begin().await?;
    if let Some(id) = history::added_before(&mut tx, engine, key).await? {
        return Ok(id);
    }
    refuse_second(&mut tx, &rate, None).await?;
    let id = currency_rates::insert(&mut tx, &rate).await.map_err(taken)?;
    form_keys::keep(&mut tx, key, id).await?;
    let name = rate::name(rate);
    let subject = Subject { root: (Root::Rates, 0), object: (Object::Rate, id), name: &name };
    history::added(&mut tx, engine, caller, subject, &rate::described(rate)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Two currencies have one rate a day, in whichever direction: of two, nobody could say which counts.
pub(super) async fn refuse_second(tx: &mut Tx, rate: &Rate, own: Option<i64>) -> Result<()> {
    let other = currency_rates::of_day(tx, rate).await?.filter(|other| Some(other.id) != own);
    if other.is_some() {
        return Err(Refusal::Field(FieldProblem::new("day", Problem::Taken)).into());
    }
    Ok(())
}

/// The same, told by the database to whoever was slower by a moment.
pub(super) fn taken(error: store::Error) -> Error {
    if error.violates(RATE_OF_DAY) {
        return Refusal::Field(FieldProblem::new("day", Problem::Taken)).into();
    }
    error.into()
}
