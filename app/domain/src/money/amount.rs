use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    Currency,
    decimal::{self, DecimalError},
};

/// An amount in whole minor units (cents) of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Two amounts that cannot be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The currencies differ.
    #[error("{left} and {right} cannot be added")]
    CurrenciesDiffer {
        /// The currency of the first amount.
        left: Currency,
        /// The currency of the second.
        right: Currency,
    },
    /// The result does not fit.
    #[error("the amount is too large")]
    TooLarge,
}

/// Why a typed amount cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyTextError {
    /// Nothing was typed.
    #[error("an amount is needed")]
    Empty,
    /// Not a number.
    #[error("an amount is a number like 12.50")]
    NotANumber,
    /// More decimals than the currency has.
    #[error("an amount in {currency} has at most {} decimals", currency.decimals())]
    TooManyDecimals {
        /// The currency.
        currency: Currency,
    },
    /// More than can be stored.
    #[error("the amount is too large")]
    TooLarge,
}

impl Money {
    /// So many minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Reads a typed amount: `12.50`, `12,5`, `1 200`.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyTextError> {
        let minor = decimal::parse(text, currency.decimals()).map_err(|error| match error {
            DecimalError::Empty => MoneyTextError::Empty,
            DecimalError::NotANumber => MoneyTextError::NotANumber,
            DecimalError::TooManyDecimals => MoneyTextError::TooManyDecimals { currency },
            DecimalError::TooLarge => MoneyTextError::TooLarge,
        })?;
        Ok(Self { minor, currency })
    }

    /// Minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether this is nothing.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether this is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// The sum; amounts of two currencies have none.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrenciesDiffer { left: self.currency, right: other.currency });
        }
        self.with(self.minor.checked_add(other.minor))
    }

    /// The same amount, owed instead of owned.
    pub fn checked_neg(self) -> Result<Self, MoneyError> {
        self.with(self.minor.checked_neg())
    }

    /// The difference; amounts of two currencies have none.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.checked_add(other.checked_neg()?)
    }

    /// So many times the amount.
    pub fn checked_mul(self, times: i64) -> Result<Self, MoneyError> {
        self.with(self.minor.checked_mul(times))
    }

    fn with(self, minor: Option<i64>) -> Result<Self, MoneyError> {
        minor.map(|minor| Self { minor, ..self }).ok_or(MoneyError::TooLarge)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.currency.decimals();
        decimal::write(f, self.minor, decimals, decimals)?;
        write!(f, " {}", self.currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    #[test]
    fn an_amount_is_written_with_its_decimals_and_currency() {
        assert_eq!(eur(1250).to_string(), "12.50 EUR");
        assert_eq!(eur(-5).to_string(), "-0.05 EUR");
        assert_eq!(eur(0).to_string(), "0.00 EUR");
        assert_eq!(Money::new(1250, Currency::parse("JPY").unwrap()).to_string(), "1250 JPY");
        assert_eq!(Money::new(1250, Currency::parse("KWD").unwrap()).to_string(), "1.250 KWD");
    }

    #[test]
    fn a_typed_amount_is_read_with_point_or_comma() {
        for text in ["12.50", "12,5", " 12.5 ", "12.500"] {
            assert_eq!(Money::parse(text, Currency::EUR), Ok(eur(1250)), "{text}");
        }
        assert_eq!(Money::parse("1\u{a0}200", Currency::EUR), Ok(eur(120_000)));
        assert_eq!(Money::parse("-3", Currency::EUR), Ok(eur(-300)));
        assert_eq!(Money::parse(".5", Currency::EUR), Ok(eur(50)));
    }

    #[test]
    fn a_bad_amount_says_what_is_wrong_with_it() {
        let parse = |text| Money::parse(text, Currency::EUR).unwrap_err();
        assert_eq!(parse(" "), MoneyTextError::Empty);
        assert_eq!(parse("twelve"), MoneyTextError::NotANumber);
        assert_eq!(parse("1.2.3"), MoneyTextError::NotANumber);
        assert_eq!(parse("."), MoneyTextError::NotANumber);
        assert_eq!(parse("--3"), MoneyTextError::NotANumber);
        assert_eq!(parse("12.505"), MoneyTextError::TooManyDecimals { currency: Currency::EUR });
        assert_eq!(parse("99999999999999999999"), MoneyTextError::TooLarge);
    }

    #[test]
    fn two_currencies_are_never_added() {
        let usd = Money::new(1, Currency::parse("USD").unwrap());
        assert!(matches!(eur(1).checked_add(usd), Err(MoneyError::CurrenciesDiffer { .. })));
    }

    #[test]
    fn an_overflow_is_an_error_and_not_a_wrong_amount() {
        assert_eq!(eur(i64::MAX).checked_add(eur(1)), Err(MoneyError::TooLarge));
        assert_eq!(eur(i64::MIN).checked_neg(), Err(MoneyError::TooLarge));
        assert_eq!(eur(i64::MAX).checked_mul(2), Err(MoneyError::TooLarge));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(minor in -1_000_000_000_000i64..1_000_000_000_000) {
            let text = eur(minor).to_string();
            let number = text.strip_suffix(" EUR").unwrap();
            prop_assert_eq!(Money::parse(number, Currency::EUR), Ok(eur(minor)));
        }

        #[test]
        fn taking_away_what_was_added_changes_nothing(a in any::<i32>(), b in any::<i32>()) {
            let (a, b) = (eur(a.into()), eur(b.into()));
            prop_assert_eq!(a.checked_add(b).unwrap().checked_sub(b), Ok(a));
        }
    }
}
