//! Money: whole minor units with their currency, never floating point.

mod amount;
mod currency;
mod decimal;
mod rate;
mod remote;
mod rounding;

pub use amount::{Money, MoneyError, MoneyTextError};
pub use currency::{Currency, CurrencyError};
pub use rate::{Conversion, Rate, RateError, RateTextError};
pub use remote::RemoteMoney;
