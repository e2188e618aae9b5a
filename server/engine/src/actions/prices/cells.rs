//! The stored cells of a price grid, what is wanted instead, and what that changes.

use std::collections::BTreeMap;

use domain::catalogue::FieldChange;
use domain::price::{Cell, GridField, Part, Row};
use domain::{Currency, Money, Period, ValueId};
use store::tariffs::options::grid::{self, GridValue};
use store::tariffs::options::{TariffOption, unit_prices};
use store::tariffs::periods::Price;
use store::{Exec, Tx};

use crate::Result;

/// Some rows of a grid as they are stored.
#[derive(Debug)]
pub(super) struct Stored {
    currency: Currency,
    rows: Vec<StoredRow>,
}

#[derive(Debug)]
pub(super) struct StoredRow {
    row: Row,
    pub(super) name: String,
    available: bool,
    prices: BTreeMap<Period, Price>,
}

/// What a grid should hold; what is not named stays.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub(super) cells: BTreeMap<Cell, Option<Money>>,
    pub(super) available: BTreeMap<ValueId, bool>,
}

impl Wanted {
    /// The rows that it names.
    pub(super) fn rows(&self) -> Vec<Row> {
        let cells = self.cells.keys().map(|cell| cell.row);
        let mut rows: Vec<Row> = cells.chain(self.available.keys().map(|id| Row::Value(*id))).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

impl Stored {
    /// Reads the named rows; one that the option does not have is left out.
    pub(super) async fn read(
        db: impl Into<Exec<'_>>,
        option: &TariffOption,
        rows: &[Row],
        currency: Currency,
    ) -> Result<Self> {
        let rows = if option.details.choice.enumeration().is_some() {
            let ids: Vec<ValueId> = rows
                .iter()
                .filter_map(|row| match row {
                    Row::Value(id) => Some(*id),
                    Row::Unit => None,
                })
                .collect();
            let values = match ids.is_empty() {
                true => Vec::new(),
                false => grid::of_values(db, option.id, &ids, currency).await?,
            };
            values.into_iter().map(StoredRow::from).collect()
        } else {
            let prices = unit_prices::list(db, option.id, currency).await?;
            let prices = prices.into_iter().map(|price| (price.period, price)).collect();
            vec![StoredRow { row: Row::Unit, name: option.details.name.clone(), available: true, prices }]
        };
        Ok(Self { currency, rows })
    }

    /// A row, if the option has it.
    pub(super) fn row(&self, row: Row) -> Option<&StoredRow> {
        self.rows.iter().find(|stored| stored.row == row)
    }

    /// A field as the history tells it; `None` for no price, no setup fee, or a row that is not there.
    pub(super) fn said(&self, field: GridField) -> Option<String> {
        match field {
            GridField::Cell(cell) => {
                let price = self.row(cell.row)?.prices.get(&cell.period);
                said(price.and_then(|price| amount(price, cell.part)), cell.part)
            }
            GridField::Available(value) => {
                self.row(Row::Value(value)).map(|row| availability(row.available).to_owned())
            }
        }
    }

    /// What the wanted cells change, row by row: each price that is put or removed, and how the history tells it.
    pub(super) fn changes(&self, wanted: &Wanted) -> Changes {
        let mut changes = Changes::default();
        for stored in &self.rows {
            let on = match stored.row {
                Row::Value(id) => wanted.available.get(&id).map(|on| (id, *on)),
                Row::Unit => None,
            };
            if let Some((id, on)) = on.filter(|(_, on)| *on != stored.available) {
                let (old, new) = (availability(stored.available), availability(on));
                changes.tell(GridField::Available(id), stored, Some(old.to_owned()), Some(new.to_owned()));
                changes.available.push((id, on));
            }
            let of_row = wanted.cells.keys().filter(|cell| cell.row == stored.row);
            let mut periods: Vec<Period> = of_row.map(|cell| cell.period).collect();
            periods.sort_unstable();
            periods.dedup();
            for period in periods {
                let on = on.map_or(stored.available, |(_, on)| on);
                changes.price(stored, period, self.price(stored, period, wanted), on);
            }
        }
        changes
    }

    /// The price that a row shall have for a period.
    fn price(&self, stored: &StoredRow, period: Period, wanted: &Wanted) -> Option<Price> {
        let old = stored.prices.get(&period);
        let part = |part| {
            let cell = Cell { part, row: stored.row, period };
            wanted.cells.get(&cell).copied().unwrap_or_else(|| old.and_then(|old| amount(old, part)))
        };
        let setup = part(Part::Setup).unwrap_or(Money::zero(self.currency));
        part(Part::Cost).map(|cost| Price { period, cost, setup })
    }

    /// A setup fee without a cost beside it: a price needs one.
    pub(super) fn costs_missing(&self, wanted: &Wanted) -> Vec<Cell> {
        let lacks_cost = |cell: &&Cell| {
            let has_fee = wanted.cells.get(cell).copied().flatten().is_some_and(|fee| !fee.is_zero());
            let stored = self.row(cell.row);
            cell.part == Part::Setup
                && has_fee
                && stored.is_some_and(|stored| self.price(stored, cell.period, wanted).is_none())
        };
        let cells = wanted.cells.keys().filter(lacks_cost);
        cells.map(|cell| Cell { part: Part::Cost, ..*cell }).collect()
    }
}

/// What is to be written, and how the history tells it.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) told: Vec<FieldChange>,
    available: Vec<(ValueId, bool)>,
    put: Vec<(Row, Price, bool)>,
    removed: Vec<(Row, Period)>,
}

impl Changes {
    fn price(&mut self, stored: &StoredRow, period: Period, new: Option<Price>, on: bool) {
        let old = stored.prices.get(&period).copied();
        if old == new {
            return;
        }
        for part in Part::ALL {
            let said = |price: Option<Price>| said(price.and_then(|price| amount(&price, part)), part);
            if said(old) != said(new) {
                let cell = Cell { part, row: stored.row, period };
                self.tell(GridField::Cell(cell), stored, said(old), said(new));
            }
        }
        match new {
            Some(price) => self.put.push((stored.row, price, on)),
            None => self.removed.push((stored.row, period)),
        }
    }

    fn tell(&mut self, field: GridField, stored: &StoredRow, old: Option<String>, new: Option<String>) {
        self.told.push(FieldChange { field: field.in_history(&stored.name), old, new });
    }

    /// Writes it in a few statements.
    pub(super) async fn write(&self, tx: &mut Tx, option: &TariffOption) -> Result<()> {
        let value = |row: &Row| match row {
            Row::Value(id) => Some(*id),
            Row::Unit => None,
        };
        // A price needs the value beside it: one that was added to the list later is not there yet.
        let beside = self.put.iter().filter_map(|(row, _, on)| Some((value(row)?, *on)));
        let available: BTreeMap<ValueId, bool> = beside.chain(self.available.iter().copied()).collect();
        let available: Vec<(ValueId, bool)> = available.into_iter().collect();
        grid::set_available(&mut *tx, option.id, &available).await?;
        let put: Vec<_> = self.put.iter().filter_map(|(row, price, _)| Some((value(row)?, *price))).collect();
        grid::put_prices(&mut *tx, option.id, &put).await?;
        let removed = self.removed.iter().filter_map(|(row, period)| Some((value(row)?, *period)));
        grid::remove_prices(&mut *tx, option.id, &removed.collect::<Vec<_>>()).await?;
        for (_, price, _) in self.put.iter().filter(|(row, ..)| *row == Row::Unit) {
            unit_prices::put(&mut *tx, option.id, price).await?;
        }
        for (_, period) in self.removed.iter().filter(|(row, _)| *row == Row::Unit) {
            unit_prices::remove(&mut *tx, option.id, *period).await?;
        }
        Ok(())
    }
}

impl From<GridValue> for StoredRow {
    fn from(value: GridValue) -> Self {
        Self {
            row: Row::Value(value.value_id),
            name: value.name,
            available: value.available,
            prices: value.prices.into_iter().map(|price| (price.period, price)).collect(),
        }
    }
}

fn amount(price: &Price, part: Part) -> Option<Money> {
    Some(match part {
        Part::Cost => price.cost,
        Part::Setup => price.setup,
    })
}

/// An amount as the history tells it: a setup fee of nothing is none.
pub(super) fn said(amount: Option<Money>, part: Part) -> Option<String> {
    amount.filter(|amount| part == Part::Cost || !amount.is_zero()).map(|amount| amount.to_string())
}

/// Whether a value is offered, as the history tells it.
pub(super) const fn availability(on: bool) -> &'static str {
    if on { "Up" } else { "Down" }
}
