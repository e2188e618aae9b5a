//! Reading stored values back as what they must be.

use std::error::Error as StdError;
use std::str::FromStr;

use domain::{Currency, Money, Period};

use crate::{Error, Result};

/// A text column: a date, a state's word, an address, a code.
pub(crate) fn parse<T>(column: &'static str, text: &str) -> Result<T>
where
    T: FromStr,
    T::Err: Into<Box<dyn StdError + Send + Sync>>,
{
    text.parse().map_err(|error| Error::corrupt(column, error))
}

/// A text column that may be empty.
pub(crate) fn parse_optional<T>(column: &'static str, text: Option<&str>) -> Result<Option<T>>
where
    T: FromStr,
    T::Err: Into<Box<dyn StdError + Send + Sync>>,
{
    text.map(|text| parse(column, text)).transpose()
}

/// A number column that must fit a smaller type.
pub(crate) fn narrow<T>(column: &'static str, number: i64) -> Result<T>
where
    T: TryFrom<i64>,
    T::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    T::try_from(number).map_err(|error| Error::corrupt(column, error))
}

/// A period column: BILLmanager's number.
pub(crate) fn period(column: &'static str, code: i64) -> Result<Period> {
    Period::from_code(narrow(column, code)?).map_err(|error| Error::corrupt(column, error))
}

/// An amount column with the currency beside it.
pub(crate) fn money(column: &'static str, minor: i64, currency: &str) -> Result<Money> {
    Ok(Money::new(minor, parse::<Currency>(column, currency)?))
}

/// What was typed into a list's search.
pub(crate) struct Search {
    /// The LIKE pattern (with `ESCAPE '\'`) of folded text that contains it.
    pub(crate) pattern: String,
    /// The row's number, if it is a whole number.
    pub(crate) id: Option<i64>,
}

impl Search {
    pub(crate) fn new(typed: &str) -> Self {
        let number = typed.trim();
        Self { pattern: contains(typed), id: number.strip_prefix('#').unwrap_or(number).parse().ok() }
    }
}

/// The LIKE pattern (with `ESCAPE '\'`) of folded text that contains what was typed.
pub(crate) fn contains(typed: &str) -> String {
    let mut pattern = String::from("%");
    for character in typed.trim().to_lowercase().chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}
