use std::collections::BTreeMap;

use domain::access::Action;
use domain::catalogue::{Object, Verb};
use domain::price::{GridField, Row};
use domain::{Currency, Money, OptionId};
use store::Exec;
use store::catalogue_changes::{self, Change};
use store::tariffs::options::TariffOption;

use super::cells::{Stored, Wanted, availability};
use super::save::{held, priced, subject, write};
use crate::{Caller, Engine, Error, Result, history};

/// Why a field cannot be brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Its value is no longer in the list.
    RowGone,
    /// It was a price in another currency.
    OtherCurrency,
}

/// A field that would be brought back.
#[derive(Debug)]
pub struct RestoredField {
    /// The field.
    pub field: GridField,
    /// What its row is called.
    pub name: String,
    /// What it is.
    pub now: Option<String>,
    /// What it was.
    pub then: Option<String>,
    /// Why it cannot be brought back.
    pub obstacle: Option<Obstacle>,
}

/// Brings the prices of an option back as they were before a change, and says how many fields changed. `version` is the
/// number of the last change that the preview knew.
pub async fn restore_prices(
    engine: &Engine,
    caller: Caller,
    id: OptionId,
    change: i64,
    version: i64,
) -> Result<usize> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let (option, currency) = held(&mut tx, id).await?;
    let (_, fields) = plan_in(&mut tx, &option, currency, change).await?;
    let wanted = wanted(&fields, currency)?;
    let stored = Stored::read(&mut tx, &option, &wanted.rows(), currency).await?;
    let changes = stored.changes(&wanted);
    if changes.told.is_empty() {
        return Ok(0);
    }
    let object = (Object::Prices, id.get());
    let last = catalogue_changes::last(&mut tx, object).await?;
    history::unchanged_since(&mut tx, object, version, last).await?;
    write(&mut tx, &option, &changes).await?;
    history::record(&mut tx, engine, caller, subject(&option), Verb::Restored, &changes.told).await?;
    tx.commit().await?;
    Ok(changes.told.len())
}

/// What going back to before a change of an option's prices would change.
pub(crate) async fn plan(engine: &Engine, id: OptionId, change: i64) -> Result<(Change, Vec<RestoredField>)> {
    let (option, currency) = priced(engine.db(), id).await?;
    plan_in(engine.db(), &option, currency, change).await
}

async fn plan_in(
    db: impl Into<Exec<'_>>,
    option: &TariffOption,
    currency: Currency,
    change: i64,
) -> Result<(Change, Vec<RestoredField>)> {
    let mut db = db.into();
    let since = catalogue_changes::since(db.again(), (Object::Prices, option.id.get()), change).await?;
    let mut then: BTreeMap<GridField, (String, Option<String>)> = BTreeMap::new();
    for told in since.iter().flat_map(|change| &change.fields) {
        if let Some((field, name)) = GridField::from_history(&told.field) {
            then.entry(field).or_insert_with(|| (name.to_owned(), told.old.clone()));
        }
    }
    let first = since.into_iter().next().filter(|first| first.id == change).ok_or(Error::NotFound)?;
    let rows: Vec<Row> = then.keys().map(|field| row(*field)).collect();
    let stored = Stored::read(db.again(), option, &rows, currency).await?;
    let fields = then.into_iter().filter_map(|(field, (name, then))| {
        let there = stored.row(row(field));
        let now = stored.said(field);
        let obstacle = if there.is_none() {
            Some(Obstacle::RowGone)
        } else if matches!(field, GridField::Cell(_)) && read(then.as_deref(), currency).is_none() {
            Some(Obstacle::OtherCurrency)
        } else {
            None
        };
        let name = there.map_or(name, |row| row.name.clone());
        (now != then).then_some(RestoredField { field, name, now, then, obstacle })
    });
    Ok((first, fields.collect()))
}

const fn row(field: GridField) -> Row {
    match field {
        GridField::Cell(cell) => cell.row,
        GridField::Available(value) => Row::Value(value),
    }
}

/// An amount as the history told it; `None` if it is none of this currency.
fn read(told: Option<&str>, currency: Currency) -> Option<Option<Money>> {
    let Some(told) = told else { return Some(None) };
    let number = told.strip_suffix(currency.as_str())?;
    Money::parse(number, currency).ok().map(Some)
}

fn wanted(fields: &[RestoredField], currency: Currency) -> Result<Wanted> {
    let mut wanted = Wanted::default();
    for field in fields.iter().filter(|field| field.obstacle.is_none()) {
        match field.field {
            GridField::Cell(cell) => {
                let amount = read(field.then.as_deref(), currency).ok_or(Error::NotFound)?;
                wanted.cells.insert(cell, amount);
            }
            GridField::Available(value) => {
                let on = field.then.as_deref() == Some(availability(true));
                wanted.available.insert(value, on);
            }
        }
    }
    Ok(wanted)
}
