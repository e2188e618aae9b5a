use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::decimal::{self, DecimalError};
use super::{Currency, Money, rounding};

const UNIT: i128 = 100_000_000;
/// The decimals that a rate is kept with.
const DECIMALS: u32 = 8;

/// What one unit of a currency was worth in another on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    from: Currency,
    to: Currency,
    e8: i64,
    on: Date,
}

/// A rate that converts nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rate is greater than zero")]
pub struct RateError;

/// Why a typed rate cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateTextError {
    /// Nothing was typed.
    #[error("a rate is needed")]
    Empty,
    /// Not a number.
    #[error("a rate is a number like 1.0850")]
    NotANumber,
    /// Zero or less.
    #[error("a rate is greater than zero")]
    NotPositive,
    /// More decimals than a rate is kept with.
    #[error("a rate has at most 8 decimals")]
    TooManyDecimals,
    /// More than can be stored.
    #[error("the rate is too large")]
    TooLarge,
}

/// An amount seen in another currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conversion {
    /// It was in that currency already.
    Same(Money),
    /// Converted, by a rate with its day.
    ByRate {
        /// The amount in the other currency.
        money: Money,
        /// The rate that was used.
        rate: Rate,
    },
    /// No rate is known: not comparable, which is not 0.
    NotComparable {
        /// The currency of the amount.
        from: Currency,
        /// The currency that was asked for.
        to: Currency,
    },
}

impl Rate {
    /// One `from` is `e8` 10⁻⁸ of `to` on a day; a rate is greater than zero.
    pub const fn new(from: Currency, to: Currency, e8: i64, on: Date) -> Result<Self, RateError> {
        if e8 > 0 { Ok(Self { from, to, e8, on }) } else { Err(RateError) }
    }

    /// Reads a typed rate, `1.0850` or `1,085`, as whole 10⁻⁸.
    pub fn parse_e8(text: &str) -> Result<i64, RateTextError> {
        let e8 = decimal::parse(text, DECIMALS).map_err(|error| match error {
            DecimalError::Empty => RateTextError::Empty,
            DecimalError::NotANumber => RateTextError::NotANumber,
            DecimalError::TooManyDecimals => RateTextError::TooManyDecimals,
            DecimalError::TooLarge => RateTextError::TooLarge,
        })?;
        if e8 > 0 { Ok(e8) } else { Err(RateTextError::NotPositive) }
    }

    /// The currency of which one unit is meant.
    pub const fn from(self) -> Currency {
        self.from
    }

    /// The currency that the unit is worth something in.
    pub const fn to(self) -> Currency {
        self.to
    }

    /// What one unit is worth, in 10⁻⁸.
    pub const fn e8(self) -> i64 {
        self.e8
    }

    /// The number alone, with as many decimals as it needs and at least two.
    pub fn number(self) -> String {
        struct Number(i64);
        impl fmt::Display for Number {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                decimal::write(f, self.0, DECIMALS, 2)
            }
        }
        Number(self.e8).to_string()
    }

    /// The day of the rate.
    pub const fn on(self) -> Date {
        self.on
    }

    /// The amount in the other currency; `None` if this rate does not join the two, or the result does not fit.
    fn apply(self, money: Money, to: Currency) -> Option<Money> {
        let minor = i128::from(money.minor());
        let (mut numerator, mut divisor) = if (self.from, self.to) == (money.currency(), to) {
            (minor.checked_mul(self.e8.into())?, UNIT)
        } else if (self.from, self.to) == (to, money.currency()) {
            (minor.checked_mul(UNIT)?, self.e8.into())
        } else {
            return None;
        };
        numerator = numerator.checked_mul(10i128.pow(to.decimals()))?;
        divisor = divisor.checked_mul(10i128.pow(money.currency().decimals()))?;
        rounding::divide(numerator, divisor).map(|minor| Money::new(minor, to))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1 {} = {} {}", self.from, self.number(), self.to)
    }
}

impl Money {
    /// The amount in another currency by the latest rate of `on` or before, in either direction.
    pub fn convert(self, to: Currency, on: Date, rates: &[Rate]) -> Conversion {
        if self.currency() == to {
            return Conversion::Same(self);
        }
        rates
            .iter()
            .filter(|rate| rate.on <= on)
            .filter_map(|&rate| rate.apply(self, to).map(|money| (money, rate)))
            .max_by_key(|(_, rate)| rate.on)
            .map_or(Conversion::NotComparable { from: self.currency(), to }, |(money, rate)| {
                Conversion::ByRate { money, rate }
            })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn usd() -> Currency {
        Currency::parse("USD").unwrap()
    }

    fn rate(e8: i64, on: Date) -> Rate {
        Rate::new(Currency::EUR, usd(), e8, on).unwrap()
    }

    #[test]
    fn without_a_rate_two_currencies_are_not_comparable_and_not_zero() {
        let later = rate(110_000_000, date(2026, 6, 2));
        let converted = Money::new(1000, Currency::EUR).convert(usd(), date(2026, 6, 1), &[later]);
        assert_eq!(converted, Conversion::NotComparable { from: Currency::EUR, to: usd() });
    }

    #[test]
    fn the_latest_rate_that_was_known_on_the_day_converts() {
        let (old, new) = (rate(105_000_000, date(2026, 1, 1)), rate(110_000_000, date(2026, 5, 1)));
        let converted = Money::new(1000, Currency::EUR).convert(usd(), date(2026, 6, 1), &[new, old]);
        assert_eq!(converted, Conversion::ByRate { money: Money::new(1100, usd()), rate: new });
    }

    #[test]
    fn a_rate_converts_both_ways_and_knows_the_decimals() {
        let yen = Currency::parse("JPY").unwrap();
        let rate = Rate::new(Currency::EUR, yen, 16_000_000_000, date(2026, 1, 1)).unwrap();
        let there = Money::new(1000, Currency::EUR).convert(yen, rate.on(), &[rate]);
        assert_eq!(there, Conversion::ByRate { money: Money::new(1600, yen), rate });
        let back = Money::new(1600, yen).convert(Currency::EUR, rate.on(), &[rate]);
        assert_eq!(back, Conversion::ByRate { money: Money::new(1000, Currency::EUR), rate });
    }

    #[test]
    fn a_typed_rate_is_read_with_up_to_eight_decimals() {
        assert_eq!(Rate::parse_e8(" 1,085 "), Ok(108_500_000));
        assert_eq!(Rate::parse_e8("0.00000001"), Ok(1));
        assert_eq!(Rate::parse_e8("0.000000001"), Err(RateTextError::TooManyDecimals));
        assert_eq!(Rate::parse_e8("0"), Err(RateTextError::NotPositive));
        assert_eq!(Rate::parse_e8("-1"), Err(RateTextError::NotPositive));
        assert_eq!(Rate::parse_e8(""), Err(RateTextError::Empty));
        assert_eq!(Rate::parse_e8("one"), Err(RateTextError::NotANumber));
        assert_eq!(rate(108_500_000, date(2026, 1, 1)).to_string(), "1 EUR = 1.085 USD");
        assert_eq!(rate(100_000_000, date(2026, 1, 1)).number(), "1.00");
        assert_eq!(rate(1, date(2026, 1, 1)).number(), "0.00000001");
    }

    #[test]
    fn a_rate_of_zero_is_refused() {
        assert!(Rate::new(Currency::EUR, usd(), 0, date(2026, 1, 1)).is_err());
    }
}
