use std::collections::{BTreeMap, HashMap};

use domain::access::Action;
use domain::catalogue::{Object, Root};
use domain::form::{FieldProblem, Problem, Reader};
use domain::price::{Cell, GridField, Row, TableRow, read_table};
use domain::{Currency, OptionId, Period};
use store::tariffs::options::grid;
use store::tariffs::options::{self, TariffOption};
use store::tariffs::{self, periods};
use store::{Exec, Tx};

use super::cells::{Changes, Stored, Wanted};
use super::meanwhile;
use crate::history::Subject;
use crate::{Caller, Engine, Error, Refusal, Result, history};

/// A price grid as it was sent.
#[derive(Debug, Clone, Default)]
pub struct PricesForm {
    /// The number of the last change of the prices when the form was opened; 0 if there was none.
    pub version: i64,
    /// The rows that it shows: the numbers of values with commas between, or `unit`.
    pub rows: String,
    /// What was typed, by the fields' names: `cost_…`, `setup_…`, `available_…`; a box that is not ticked is not there.
    pub fields: HashMap<String, String>,
    /// A table pasted from a spreadsheet; it counts more than the fields. Empty for none.
    pub table: String,
}

/// Saves a page of prices at once and says how many fields changed. A table may name rows of other pages.
pub async fn save_prices(engine: &Engine, caller: Caller, id: OptionId, form: &PricesForm) -> Result<usize> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let (option, currency) = held(&mut tx, id).await?;
    let sold = periods::list(&mut tx, option.tariff_id, currency).await?;
    let sold: Vec<Period> = sold.into_iter().map(|price| price.period).collect();
    let mut wanted = typed(form, currency)?;
    let shown = Stored::read(&mut tx, &option, &wanted.rows(), currency).await?;
    meanwhile::leave(&mut tx, id, form.version, &shown, &mut wanted).await?;
    wanted.cells.extend(pasted(&mut tx, &option, &form.table, &sold, currency).await?);
    let stored = Stored::read(&mut tx, &option, &wanted.rows(), currency).await?;
    costs(form, &stored, &wanted)?;
    let changes = stored.changes(&wanted);
    if changes.told.is_empty() {
        return Ok(0);
    }
    write(&mut tx, &option, &changes).await?;
    history::changed(&mut tx, engine, caller, subject(&option), &changes.told).await?;
    tx.commit().await?;
    Ok(changes.told.len())
}

/// An option and the currency of its prices, kept from other changes until this transaction is done.
pub(super) async fn held(tx: &mut Tx, id: OptionId) -> Result<(TariffOption, Currency)> {
    match options::hold(&mut *tx, id).await {
        Ok(()) => {}
        Err(store::Error::Stale(_)) => return Err(Error::NotFound),
        Err(error) => return Err(error.into()),
    }
    priced(tx, id).await
}

/// An option and the currency of its prices.
pub(super) async fn priced(db: impl Into<Exec<'_>>, id: OptionId) -> Result<(TariffOption, Currency)> {
    let mut db = db.into();
    let option = options::find(db.again(), id).await?.ok_or(Error::NotFound)?;
    let tariff = tariffs::find(db.again(), option.tariff_id).await?.ok_or(Error::NotFound)?;
    Ok((option, tariff.details.currency))
}

pub(super) async fn write(tx: &mut Tx, option: &TariffOption, changes: &Changes) -> Result<()> {
    changes.write(tx, option).await
}

/// The prices of an option as their history knows them.
pub(super) fn subject(option: &TariffOption) -> Subject<'_> {
    Subject {
        root: (Root::Tariff, option.tariff_id.get()),
        object: (Object::Prices, option.id.get()),
        name: &option.details.name,
    }
}

/// Reads every field of the rows that the form shows.
fn typed(form: &PricesForm, currency: Currency) -> Result<Wanted> {
    let mut read = Reader::default();
    let mut wanted = Wanted::default();
    let rows: Vec<Row> = form.rows.split(',').filter_map(row).collect();
    for (name, typed) in &form.fields {
        let Ok(GridField::Cell(cell)) = name.parse::<GridField>() else { continue };
        if rows.contains(&cell.row) {
            wanted.cells.insert(cell, read.optional_amount(name, typed, currency));
        }
    }
    for row in rows {
        if let Row::Value(id) = row {
            let typed = form.fields.get(&GridField::Available(id).to_string());
            wanted.available.insert(id, typed.is_some_and(|typed| Reader::switch(typed)));
        }
    }
    read.done()?;
    Ok(wanted)
}

fn row(text: &str) -> Option<Row> {
    match text.trim() {
        "unit" => Some(Row::Unit),
        text => text.parse().ok().map(Row::Value),
    }
}

async fn pasted(
    tx: &mut Tx,
    option: &TariffOption,
    table: &str,
    periods: &[Period],
    currency: Currency,
) -> Result<BTreeMap<Cell, Option<domain::Money>>> {
    if table.trim().is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<TableRow> = match option.details.choice.enumeration() {
        Some(list) => grid::names(tx, list)
            .await?
            .into_iter()
            .map(|(id, intname, name)| TableRow { row: Row::Value(id), intname, name })
            .collect(),
        None => {
            let (intname, name) = (option.details.intname.clone(), option.details.name.clone());
            vec![TableRow { row: Row::Unit, intname, name }]
        }
    };
    let cells = read_table(table, &rows, periods, currency)
        .map_err(|problem| Refusal::Field(FieldProblem::new("table", Problem::Table(problem))))?;
    Ok(cells.into_iter().collect())
}

/// Refuses a setup fee without a cost, beside the cost where the form shows it.
fn costs(form: &PricesForm, stored: &Stored, wanted: &Wanted) -> Result<()> {
    let missing = stored.costs_missing(wanted).into_iter().map(|cell| {
        let name = cell.to_string();
        let field = if form.fields.contains_key(&name) { name } else { "table".to_owned() };
        FieldProblem::new(field, Problem::Missing)
    });
    let missing: Vec<FieldProblem> = missing.collect();
    if missing.is_empty() { Ok(()) } else { Err(missing.into()) }
}
