use jiff::{ToSpan, civil::Date};

use crate::text_enum::text_enum;

text_enum! {
    /// How soon after a change of address (or key) the license server allows the next one.
    ChangeRule {
        /// More than a month ago: changed on 10 March, allowed from 11 April.
        MoreThanMonth = "more_than_month",
        /// 31 days: changed on 10 March, allowed from 10 April.
        Days31 = "days31",
        /// Once per calendar month: changed on 10 March, allowed from 1 April.
        CalendarMonth = "calendar_month",
    }
}

impl ChangeRule {
    /// The first day on which a change is allowed after one on `last`.
    pub fn next_allowed(self, last: Date) -> Date {
        match self {
            Self::MoreThanMonth => last.saturating_add(1.month()).saturating_add(1.day()),
            Self::Days31 => last.saturating_add(31.days()),
            Self::CalendarMonth => last.last_of_month().saturating_add(1.day()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_rule_counts_a_month_in_its_own_way() {
        let last = date(2026, 3, 10);
        assert_eq!(ChangeRule::MoreThanMonth.next_allowed(last), date(2026, 4, 11));
        assert_eq!(ChangeRule::Days31.next_allowed(last), date(2026, 4, 10));
        assert_eq!(ChangeRule::CalendarMonth.next_allowed(last), date(2026, 4, 1));
    }

    #[test]
    fn a_month_after_the_31st_of_january_is_over_on_the_first_of_march() {
        assert_eq!(ChangeRule::MoreThanMonth.next_allowed(date(2026, 1, 31)), date(2026, 3, 1));
        assert_eq!(ChangeRule::CalendarMonth.next_allowed(date(2026, 1, 31)), date(2026, 2, 1));
    }

    proptest! {
        #[test]
        fn a_change_is_never_allowed_again_on_its_own_day(days in 0i32..20_000) {
            let last = date(2000, 1, 1).saturating_add(days.days());
            for rule in ChangeRule::ALL {
                let next = rule.next_allowed(last);
                prop_assert!(next > last && next <= last.saturating_add(32.days()));
            }
        }
    }
}
