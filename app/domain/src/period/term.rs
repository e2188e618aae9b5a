//! When a paid term ends.

use jiff::{ToSpan, civil::Date};

use super::Period;

/// Days of a trial: its length is not part of its period's number, so every trial has the same one.
pub const TRIAL_DAYS: i32 = 14;

/// The day on which a term that starts on `start` is over, at 00:00.
///
/// `anchor_day` is the day of the month on which the service was first paid. It is kept through short months:
/// 31 January → 28 February → 31 March. A one-time term never ends, and no term ends after the calendar.
pub fn end_of_term(start: Date, period: Period, anchor_day: i8) -> Date {
    if period == Period::ONE_TIME {
        return Date::MAX;
    }
    let Some(months) = period.as_months() else {
        let days = if period.is_trial() { TRIAL_DAYS } else { 1 };
        return start.saturating_add(days.days());
    };
    // From the first of the month: adding months to the 31st would lose the anchor in a short month.
    let month = start.first_of_month().saturating_add(i32::from(months).months());
    let day = anchor_day.clamp(1, month.days_in_month());
    month.with().day(day).build().unwrap_or(month)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_service_paid_on_the_31st_keeps_its_anchor_day() {
        let month = Period::months(1);
        assert_eq!(end_of_term(date(2026, 1, 31), month, 31), date(2026, 2, 28));
        assert_eq!(end_of_term(date(2026, 2, 28), month, 31), date(2026, 3, 31));
        assert_eq!(end_of_term(date(2028, 1, 31), month, 31), date(2028, 2, 29));
        assert_eq!(end_of_term(date(2026, 3, 31), month, 31), date(2026, 4, 30));
    }

    #[test]
    fn a_year_from_the_leap_day_ends_on_the_28th_and_four_years_on_the_29th() {
        assert_eq!(end_of_term(date(2028, 2, 29), Period::months(12), 29), date(2029, 2, 28));
        assert_eq!(end_of_term(date(2028, 2, 29), Period::months(48), 29), date(2032, 2, 29));
    }

    #[test]
    fn terms_that_are_no_months_have_their_own_ends() {
        let start = date(2026, 2, 27);
        assert_eq!(end_of_term(start, Period::DAILY, 27), date(2026, 2, 28));
        assert_eq!(end_of_term(start, Period::TRIAL, 27), date(2026, 3, 13));
        assert_eq!(end_of_term(start, Period::ONE_TIME, 27), Date::MAX);
    }

    #[test]
    fn no_term_ends_after_the_calendar() {
        assert!(end_of_term(date(9999, 12, 31), Period::months(1), 31) <= Date::MAX);
    }

    proptest! {
        #[test]
        fn monthly_renewals_end_where_one_long_term_ends(
            days in 0i32..20_000, renewals in 1u16..60,
        ) {
            let start = date(1990, 1, 1).saturating_add(days.days());
            let anchor = start.day();
            let stepwise = (0..renewals).fold(start, |end, _| end_of_term(end, Period::months(1), anchor));
            prop_assert_eq!(stepwise, end_of_term(start, Period::months(renewals), anchor));
        }

        #[test]
        fn a_term_of_months_ends_on_the_anchor_day_or_on_the_last_of_a_shorter_month(
            days in 0i32..20_000, months in 1u16..60,
        ) {
            let start = date(1990, 1, 1).saturating_add(days.days());
            let end = end_of_term(start, Period::months(months), start.day());
            prop_assert!(end > start);
            prop_assert!(end.day() == start.day() || (end.day() < start.day() && end == end.last_of_month()));
        }
    }
}
