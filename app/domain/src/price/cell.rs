use std::{fmt, str::FromStr};

use crate::{ids::ValueId, period::Period};

/// A row of a price grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// A value of the option's list.
    Value(ValueId),
    /// A yes, or one unit, of an option without a list.
    Unit,
}

/// What a cell of a price grid holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The price of the period.
    Cost,
    /// What is paid once.
    Setup,
}

/// A cell of a price grid; as text it is the name of its field, `cost_17_12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// What it holds.
    pub part: Part,
    /// Its row.
    pub row: Row,
    /// Its column.
    pub period: Period,
}

/// A field of a price grid: a cell, or whether a value is available, `available_17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GridField {
    /// A price.
    Cell(Cell),
    /// Whether the tariff offers a value.
    Available(ValueId),
}

/// A text that names no field of a price grid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no field of a price grid")]
pub struct GridFieldError(String);

impl Part {
    /// Cost, then setup fee.
    pub const ALL: [Self; 2] = [Self::Cost, Self::Setup];

    const fn word(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Setup => "setup",
        }
    }
}

impl GridField {
    /// The field as the history of prices names it: its name, then what its row is called.
    pub fn in_history(self, row_name: &str) -> String {
        format!("{self}|{row_name}")
    }

    /// Reads a field's name in the history of prices.
    pub fn from_history(name: &str) -> Option<(Self, &str)> {
        let (field, row_name) = name.split_once('|')?;
        Some((field.parse().ok()?, row_name))
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::Unit => f.write_str("unit"),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}_{}", self.part.word(), self.row, self.period)
    }
}

impl fmt::Display for GridField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(cell) => cell.fmt(f),
            Self::Available(value) => write!(f, "available_{value}"),
        }
    }
}

impl FromStr for GridField {
    type Err = GridFieldError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text).ok_or_else(|| GridFieldError(text.to_owned()))
    }
}

fn read(text: &str) -> Option<GridField> {
    let (word, rest) = text.split_once('_')?;
    if word == "available" {
        return Some(GridField::Available(rest.parse().ok()?));
    }
    let part = Part::ALL.into_iter().find(|part| part.word() == word)?;
    let (row, period) = rest.split_once('_')?;
    let row = if row == "unit" { Row::Unit } else { Row::Value(row.parse().ok()?) };
    Some(GridField::Cell(Cell { part, row, period: period.parse().ok()? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_back_from_its_name() {
        let value = Row::Value(ValueId::new(17));
        let cell = |part, row, period| GridField::Cell(Cell { part, row, period });
        for (field, name) in [
            (cell(Part::Cost, value, Period::months(12)), "cost_17_12"),
            (cell(Part::Setup, value, Period::TRIAL), "setup_17_-100"),
            (cell(Part::Cost, Row::Unit, Period::months(1)), "cost_unit_1"),
            (GridField::Available(ValueId::new(17)), "available_17"),
        ] {
            assert_eq!(field.to_string(), name);
            assert_eq!(name.parse(), Ok(field));
            let told = field.in_history("ispmanager | lite");
            assert_eq!(GridField::from_history(&told), Some((field, "ispmanager | lite")));
        }
        for text in ["cost", "cost_17", "cost_x_1", "price_17_1", "available_", "available_unit"] {
            assert!(text.parse::<GridField>().is_err(), "{text}");
        }
        assert_eq!(GridField::from_history("name"), None);
    }
}
