//! Arithmetic of license dates: periods in months, end of month clamped.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// How long a trial license runs.
const TRIAL_DAYS: i64 = 14;

/// When an address or a key may be changed again (`docs/protocols/billmanager.md` §2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeRule {
    /// On the day after one month has passed.
    MoreThanMonth,
    /// When 31 days have passed.
    Days31,
    /// Once in each calendar month.
    CalendarMonth,
    /// At any time.
    Always,
}

impl ChangeRule {
    /// The first day on which a change is allowed after the one on `last`.
    pub(crate) fn next_after(self, last: Date) -> Date {
        match self {
            Self::MoreThanMonth => last.saturating_add(1.month()).saturating_add(1.day()),
            Self::Days31 => last.saturating_add(31.days()),
            Self::CalendarMonth => last.first_of_month().saturating_add(1.month()),
            Self::Always => last,
        }
    }
}

/// The end of a term of `period` months (-100: trial) that begins on `from`.
pub(crate) fn term_end(from: Date, period: i32, ends_on_first: bool) -> Date {
    match period {
        -100 => from.saturating_add(TRIAL_DAYS.days()),
        months if ends_on_first => from.first_of_month().saturating_add(i64::from(months).months()),
        months => from.saturating_add(i64::from(months).months()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_from_the_31st_ends_on_the_last_day_of_a_short_month() {
        assert_eq!(term_end(date(2026, 1, 31), 1, false), date(2026, 2, 28));
        assert_eq!(term_end(date(2024, 2, 29), 12, false), date(2025, 2, 28));
    }

    #[test]
    fn a_plan_that_ends_on_the_first_ends_on_the_first_of_the_next_month() {
        assert_eq!(term_end(date(2026, 1, 31), 1, true), date(2026, 2, 1));
    }

    #[test]
    fn the_three_rules_of_change_name_different_days() {
        let last = date(2026, 1, 31);
        assert_eq!(ChangeRule::MoreThanMonth.next_after(last), date(2026, 3, 1));
        assert_eq!(ChangeRule::Days31.next_after(last), date(2026, 3, 3));
        assert_eq!(ChangeRule::CalendarMonth.next_after(last), date(2026, 2, 1));
    }
}
