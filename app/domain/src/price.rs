//! Prices: what a client pays, itemised.

mod availability;
mod cell;
mod extra;
mod list;
mod margin;
mod quote;
mod renewal;
#[cfg(test)]
pub(crate) mod sample;
mod table;

pub use availability::{WhyUnavailable, availability};
pub use cell::{Cell, GridField, Part, Row};
pub use extra::{ChosenExtra, ExtraPrices};
pub use list::{Choice, ChosenValue, OptionPrices, PeriodPrice, PriceList, ValuePrices};
pub use margin::{LicenseMargin, Margin, PlanCosts};
pub use quote::{LineKind, Quote, QuoteLine, Unavailable, quote};
pub use renewal::renewal_quote;
pub use table::{TableProblem, TableRow, read_table};
