//! Periods: what is paid for, and until when.

pub mod alignment;
pub mod renewal;
pub mod term;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A period as BILLmanager numbers it: months, or -100 trial, -50 daily, 0 one-time.
///
/// Ordered by that number (`docs/protocols/billmanager.md §6`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct Period(i32);

/// A number or a text that is no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a period")]
pub struct PeriodError(String);

impl Period {
    /// A trial.
    pub const TRIAL: Self = Self(-100);
    /// Charged day by day.
    pub const DAILY: Self = Self(-50);
    /// Paid once, never ends.
    pub const ONE_TIME: Self = Self(0);

    /// A period of so many months; no month at all is [`Period::ONE_TIME`].
    pub const fn months(months: u16) -> Self {
        Self(months as i32)
    }

    /// Reads BILLmanager's number; other negative numbers and more than `u16::MAX` months are refused.
    pub fn from_code(code: i32) -> Result<Self, PeriodError> {
        let known = code == Self::TRIAL.0 || code == Self::DAILY.0 || u16::try_from(code).is_ok();
        if known { Ok(Self(code)) } else { Err(PeriodError(code.to_string())) }
    }

    /// BILLmanager's number of this period.
    pub const fn code(self) -> i32 {
        self.0
    }

    /// The number of months, at least one; `None` for trial, daily and one-time.
    pub fn as_months(self) -> Option<u16> {
        u16::try_from(self.0).ok().filter(|&months| months > 0)
    }

    /// Whether this is a trial.
    pub fn is_trial(self) -> bool {
        self == Self::TRIAL
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim().parse().map_err(|_| PeriodError(text.to_owned()))?;
        Self::from_code(code)
    }
}

impl TryFrom<i32> for Period {
    type Error = PeriodError;

    fn try_from(code: i32) -> Result<Self, Self::Error> {
        Self::from_code(code)
    }
}

impl From<Period> for i32 {
    fn from(period: Period) -> Self {
        period.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_the_numbers_of_billmanager() {
        assert_eq!("-100".parse::<Period>().unwrap(), Period::TRIAL);
        assert_eq!("12".parse::<Period>().unwrap(), Period::months(12));
        assert_eq!(Period::from_code(0).unwrap(), Period::ONE_TIME);
        assert!(Period::from_code(-1).is_err());
        assert!(Period::from_code(70_000).is_err());
        assert!("null".parse::<Period>().is_err());
        assert_eq!(serde_json::to_string(&Period::DAILY).unwrap(), "-50");
        assert!(serde_json::from_str::<Period>("-7").is_err());
    }

    #[test]
    fn only_a_period_of_months_has_months() {
        assert_eq!(Period::months(3).as_months(), Some(3));
        for period in [Period::TRIAL, Period::DAILY, Period::ONE_TIME] {
            assert_eq!(period.as_months(), None);
        }
    }
}
