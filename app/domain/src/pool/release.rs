use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Whether a license that is no longer needed goes to the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseWorth {
    /// Somebody can still use it.
    Worth {
        /// Days until it is over.
        days_left: i32,
    },
    /// It expires unused, on the address it has.
    TooFewDays {
        /// Days until it is over; none left if zero or less.
        days_left: i32,
        /// The setting *days worth releasing*.
        min_days: u16,
    },
}

/// Decides whether a license with this expiry is worth the changes that a release spends.
pub fn worth_releasing(expires_on: Date, today: Date, min_days: u16) -> ReleaseWorth {
    let days_left = expires_on.duration_since(today).as_hours() / 24;
    // The whole calendar has fewer than four million days.
    let days_left = i32::try_from(days_left).unwrap_or(i32::MAX);
    if days_left > 0 && days_left >= i32::from(min_days) {
        ReleaseWorth::Worth { days_left }
    } else {
        ReleaseWorth::TooFewDays { days_left, min_days }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_license_with_fewer_days_than_are_worth_releasing_expires_unused() {
        let today = date(2026, 5, 30);
        let decide = |day| worth_releasing(date(2026, 6, day), today, 2);
        assert_eq!(decide(1), ReleaseWorth::Worth { days_left: 2 });
        assert_eq!(
            worth_releasing(date(2026, 5, 31), today, 2),
            ReleaseWorth::TooFewDays { days_left: 1, min_days: 2 }
        );
    }

    #[test]
    fn a_license_that_is_over_today_is_never_worth_releasing() {
        let today = date(2026, 5, 30);
        assert_eq!(worth_releasing(today, today, 0), ReleaseWorth::TooFewDays { days_left: 0, min_days: 0 });
    }
}
