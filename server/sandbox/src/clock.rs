//! The only place that reads the wall clock.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Milliseconds since 1970: the machine clock of sessions, tokens and tasks.
#[expect(
    clippy::disallowed_methods,
    reason = "the sandbox plays another machine: it has a wall clock of its own"
)]
pub(crate) fn now_ms() -> i64 {
    Timestamp::now().as_millisecond()
}

/// The calendar day in UTC, on which the business clock is based.
#[expect(
    clippy::disallowed_methods,
    reason = "the sandbox plays another machine: it has a wall clock of its own"
)]
pub(crate) fn wall_today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}
