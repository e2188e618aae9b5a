//! Days and moments as people read them.

use domain::Date;
use jiff::civil::DateTime;
use jiff::{Timestamp, tz::Offset};

use super::{catalogue, texts};

catalogue! {
    /// Words for days and moments.
    Dates {
        months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        day(day, month, year): "{day} {month} {year}",
        moment(day, month, time): "{day} {month}, {time}",
        day_and_time(day, time): "{day}, {time}",
        never: "never",
        milliseconds(n): "{n} ms",
        seconds(n): "{n} s",
    }
}

/// "24 Nov 2026".
pub(crate) fn day(date: Date) -> String {
    if date == Date::MAX {
        return texts().dates.never.to_owned();
    }
    texts().dates.day(date.day(), month(date), date.year())
}

/// "24 Nov 2026": the day of a moment, in UTC.
pub(crate) fn day_of(ms: i64) -> String {
    day(utc(ms).date())
}

/// "24 Nov, 12:03", in UTC.
pub(crate) fn moment(ms: i64) -> String {
    let date = utc(ms).date();
    texts().dates.moment(date.day(), month(date), clock_time(ms))
}

/// "24 Nov, 12:03": the business day with the machine's time of day, as events have them.
pub(crate) fn happened(on: Date, ms: i64) -> String {
    texts().dates.moment(on.day(), month(on), clock_time(ms))
}

/// "24 Nov 2026, 12:03": the business day with the machine's time of day.
pub(crate) fn day_and_time(on: Date, ms: i64) -> String {
    texts().dates.day_and_time(day(on), clock_time(ms))
}

/// "12:03:20", in UTC.
pub(crate) fn clock_seconds(ms: i64) -> String {
    let time = utc(ms).time();
    format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

/// "12:03", in UTC.
pub(crate) fn clock_time(ms: i64) -> String {
    let time = utc(ms).time();
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The machine-readable form of a moment, for `<time datetime>`.
pub(crate) fn machine(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// "340 ms", "5.0 s".
pub(crate) fn duration(ms: i64) -> String {
    if ms < 1000 {
        texts().dates.milliseconds(ms)
    } else {
        texts().dates.seconds(format_args!("{}.{}", ms / 1000, ms % 1000 / 100))
    }
}

fn month(date: Date) -> &'static str {
    let index = usize::try_from(date.month()).unwrap_or(1).saturating_sub(1);
    texts().dates.months.split(' ').nth(index).unwrap_or_default()
}

fn utc(ms: i64) -> DateTime {
    Offset::UTC.to_datetime(Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_short_and_unambiguous() {
        assert_eq!(day(Date::constant(2026, 11, 24)), "24 Nov 2026");
        assert_eq!(day(Date::MAX), "never");
        let noon = 1_795_521_800_000;
        assert_eq!(moment(noon), "24 Nov, 12:03");
        assert_eq!(clock_seconds(noon), "12:03:20");
    }

    #[test]
    fn a_duration_has_the_unit_that_suits_it() {
        assert_eq!(duration(340), "340 ms");
        assert_eq!(duration(5_040), "5.0 s");
    }
}
