use serde::{Deserialize, Serialize};

use super::{Cell, Part, Row};
use crate::{
    money::{Currency, Money},
    period::Period,
};

/// A row that a pasted table may name.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// The row.
    pub row: Row,
    /// Its internal name.
    pub intname: String,
    /// Its name.
    pub name: String,
}

/// What is wrong with a pasted table; lines and columns are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableProblem {
    /// A line begins with no row's name.
    NoSuchRow {
        /// The line.
        line: usize,
    },
    /// A line names a row that stands in an earlier line.
    Repeated {
        /// The line.
        line: usize,
    },
    /// A line has neither a cost for each period nor a cost and a setup fee for each.
    Columns {
        /// The line.
        line: usize,
        /// How many amounts it has.
        found: usize,
        /// How many periods there are.
        periods: usize,
    },
    /// An amount does not read.
    NotAnAmount {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
}

/// Reads a table as spreadsheets copy it: a line for each row, tabs between the cells. First the row's name or internal
/// name, then the costs by period, then, if there are any, the setup fees by period. An empty cell is no price. A first
/// line that names no row and has no amount is a heading.
pub fn read_table(
    text: &str,
    rows: &[TableRow],
    periods: &[Period],
    currency: Currency,
) -> Result<Vec<(Cell, Option<Money>)>, TableProblem> {
    let mut cells = Vec::new();
    let mut seen = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let mut columns = text.split('\t').map(str::trim);
        let name = columns.next().unwrap_or_default();
        let mut amounts: Vec<&str> = columns.collect();
        let Some(row) = find(rows, name) else {
            let is_heading = line == 1 && amounts.iter().all(|text| Money::parse(text, currency).is_err());
            if is_heading {
                continue;
            }
            return Err(TableProblem::NoSuchRow { line });
        };
        if seen.contains(&row) {
            return Err(TableProblem::Repeated { line });
        }
        seen.push(row);
        // Spreadsheets copy empty columns at the end too.
        while amounts.len() > periods.len() * 2 && amounts.last().is_some_and(|last| last.is_empty()) {
            amounts.pop();
        }
        let parts: &[Part] = match amounts.len() {
            count if count == periods.len() => &[Part::Cost],
            count if count == periods.len() * 2 => &Part::ALL,
            found => return Err(TableProblem::Columns { line, found, periods: periods.len() }),
        };
        let fields =
            parts.iter().flat_map(|&part| periods.iter().map(move |&period| Cell { part, row, period }));
        for ((column, cell), text) in (2..).zip(fields).zip(amounts) {
            let amount = match Money::parse(text, currency) {
                _ if text.is_empty() => None,
                Ok(amount) if !amount.is_negative() => Some(amount),
                _ => return Err(TableProblem::NotAnAmount { line, column }),
            };
            cells.push((cell, amount));
        }
    }
    Ok(cells)
}

/// Internal names are unique; a name counts where no internal name does.
fn find(rows: &[TableRow], name: &str) -> Option<Row> {
    let same = |a: &str| a.to_lowercase() == name.to_lowercase();
    let found =
        rows.iter().find(|row| same(&row.intname)).or_else(|| rows.iter().find(|row| same(&row.name)));
    found.map(|row| row.row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ValueId;

    const LITE: Row = Row::Value(ValueId::new(2));
    const NONE: Row = Row::Value(ValueId::new(1));

    fn read(text: &str) -> Result<Vec<(String, Option<i64>)>, TableProblem> {
        let row =
            |row, intname: &str, name: &str| TableRow { row, intname: intname.into(), name: name.into() };
        let rows = [row(NONE, "nopanel", "No control panel"), row(LITE, "55227", "ispmanager 6 lite")];
        let periods = [Period::months(1), Period::months(12)];
        let cells = read_table(text, &rows, &periods, Currency::EUR)?;
        Ok(cells.into_iter().map(|(cell, money)| (cell.to_string(), money.map(Money::minor))).collect())
    }

    fn cells(cells: &[(&str, Option<i64>)]) -> Vec<(String, Option<i64>)> {
        cells.iter().map(|&(name, amount)| (name.to_owned(), amount)).collect()
    }

    #[test]
    fn rows_are_found_by_name_or_internal_name_whatever_their_order() {
        let table = "ISPmanager 6 lite\t4,90\t\r\n\nnopanel\t0\t0\t\t1.5\t\t\n";
        let expected = [
            ("cost_2_1", Some(490)),
            ("cost_2_12", None),
            ("cost_1_1", Some(0)),
            ("cost_1_12", Some(0)),
            ("setup_1_1", None),
            ("setup_1_12", Some(150)),
        ];
        assert_eq!(read(table), Ok(cells(&expected)));
    }

    #[test]
    fn a_heading_is_passed_over_and_a_misspelled_name_is_not() {
        assert_eq!(read("Panel\t1 month\t12 months\n55227\t1\t2").unwrap().len(), 2);
        assert_eq!(read("55226\t1\t2"), Err(TableProblem::NoSuchRow { line: 1 }));
        assert_eq!(read("55227\t1\t2\npanel\tmonth\tyear"), Err(TableProblem::NoSuchRow { line: 2 }));
    }

    #[test]
    fn what_is_wrong_is_named_by_line_and_column() {
        assert_eq!(read("55227\t1"), Err(TableProblem::Columns { line: 1, found: 1, periods: 2 }));
        assert_eq!(read("55227\t1\t2\t3"), Err(TableProblem::Columns { line: 1, found: 3, periods: 2 }));
        assert_eq!(read("\n55227\t1\ttwo"), Err(TableProblem::NotAnAmount { line: 2, column: 3 }));
        assert_eq!(read("55227\t-1\t2"), Err(TableProblem::NotAnAmount { line: 1, column: 2 }));
        assert_eq!(read("55227\t1\t2\n55227\t1\t2"), Err(TableProblem::Repeated { line: 2 }));
    }
}
