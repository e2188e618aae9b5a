//! The only place that reads the wall clock; and the difference between two clocks.
//!
//! *Machine* time (leases, timeouts, sessions, rate limits) is never moved. *Business* time (today, paid-until,
//! eligibility) is the machine's date plus an offset that a demo or a test moves together with its sandbox.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use tokio::sync::watch;

/// Both clocks.
#[derive(Debug, Clone)]
pub struct Clock {
    offset_days: Option<watch::Receiver<i64>>,
}

impl Clock {
    /// The real clock: business time is machine time.
    pub fn real() -> Self {
        Self { offset_days: None }
    }

    /// A clock whose business date follows an offset in days that somebody else moves.
    pub fn following(offset_days: watch::Receiver<i64>) -> Self {
        Self { offset_days: Some(offset_days) }
    }

    /// Machine time in milliseconds since 1970.
    #[expect(clippy::disallowed_methods, reason = "this is the one place the ban sends everybody to")]
    pub fn now_ms(&self) -> i64 {
        Timestamp::now().as_millisecond()
    }

    /// The business date in UTC.
    pub fn today(&self) -> Date {
        self.today_in(&TimeZone::UTC)
    }

    /// The business date in a license server's time zone: its dates are days there.
    pub fn today_in(&self, zone: &TimeZone) -> Date {
        let now = Timestamp::from_millisecond(self.now_ms()).unwrap_or(Timestamp::UNIX_EPOCH);
        let offset = self.offset_days.as_ref().map_or(0, |offset| *offset.borrow());
        let date = now.to_zoned_datetime(zone.clone()).date();
        date.checked_add(offset.days()).unwrap_or(date)
    }
}
