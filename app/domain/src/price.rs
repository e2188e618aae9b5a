//! Prices: what a client pays, itemised.

mod availability;
mod list;
mod quote;
mod renewal;
#[cfg(test)]
pub(crate) mod sample;

pub use availability::{WhyUnavailable, availability};
pub use list::{Choice, ChosenValue, OptionPrices, PeriodPrice, PriceList, ValuePrices};
pub use quote::{LineKind, Quote, QuoteLine, Unavailable, quote};
pub use renewal::renewal_quote;
