//! Suspending a service, and what becomes of its license while it is suspended.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::ServiceState;
use crate::pool::{ReleaseWorth, worth_releasing};
use crate::text_enum::text_enum;

text_enum! {
    /// Why a service is suspended: it decides who may end that.
    SuspensionCause {
        /// Staff suspended it, with a reason; only staff resume it.
        Staff = "staff",
        /// It is not paid; whoever pays resumes it.
        NotPaid = "not_paid",
    }
}

/// Whether a service is to be suspended for not being paid, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspension {
    /// It does not run: there is nothing to stop.
    NotRunning {
        /// Its state.
        state: ServiceState,
    },
    /// It is paid for.
    Paid {
        /// The day to which it is paid.
        until: Date,
    },
    /// It is to be deleted; that goes its own way.
    DeletionPlanned {
        /// On this day.
        on: Date,
    },
    /// It is to be suspended: its paid time is over and nobody renewed it.
    Due {
        /// The day to which it was paid.
        paid_until: Date,
    },
}

/// Decides whether a service is to be suspended today for not being paid.
pub fn suspension(state: ServiceState, paid_until: Date, delete_on: Option<Date>, today: Date) -> Suspension {
    if state != ServiceState::Active {
        Suspension::NotRunning { state }
    } else if paid_until > today {
        Suspension::Paid { until: paid_until }
    } else if let Some(on) = delete_on {
        Suspension::DeletionPlanned { on }
    } else {
        Suspension::Due { paid_until }
    }
}

/// Whether a suspended service is resumed without anybody asking for it, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resumption {
    /// It is paid again, which is all that was missing.
    Due {
        /// The day to which it is paid.
        paid_until: Date,
    },
    /// The client pays first.
    NotPaid {
        /// The day to which it was paid.
        paid_until: Date,
    },
    /// Staff suspended it, and resume it.
    ByStaff,
}

/// Decides whether a suspended service is resumed by itself today.
pub fn resumption(cause: SuspensionCause, paid_until: Date, today: Date) -> Resumption {
    if paid_until <= today {
        Resumption::NotPaid { paid_until }
    } else if cause == SuspensionCause::Staff {
        Resumption::ByStaff
    } else {
        Resumption::Due { paid_until }
    }
}

/// The day on which a service that is renewed begins its new term.
///
/// A running service goes on from the day to which it was paid. For one that stood still nobody pays for the days on
/// which it did: its term begins today, unless it is paid longer than that.
pub fn next_term_starts(paid_until: Date, is_suspended: bool, today: Date) -> Date {
    if is_suspended { paid_until.max(today) } else { paid_until }
}

/// The license of a suspended service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The day on which the service was suspended.
    pub suspended_on: Date,
    /// After how many days of suspension its license is released.
    pub release_days: u16,
    /// The day at whose 00:00 the license is over; none if the license server did not show it.
    pub expires_on: Option<Date>,
    /// The setting *days worth releasing*.
    pub min_days: u16,
}

/// What becomes of the license of a suspended service, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptLicense {
    /// It stays for a client who comes back, and is released on this day.
    Until {
        /// That day.
        on: Date,
    },
    /// It stays, and expires where it is: nobody else could use what is left of it.
    ToItsEnd {
        /// The day at whose 00:00 it is over.
        expires_on: Date,
    },
    /// It goes to the pool now.
    Release {
        /// Since when it is due.
        since: Date,
    },
}

impl Kept {
    /// The day from which on it is released.
    pub fn until(&self) -> Date {
        self.suspended_on.saturating_add(i64::from(self.release_days).days())
    }

    /// Decides what becomes of it on this day, which may be another one at the license server.
    pub fn license(&self, today: Date, today_there: Date) -> KeptLicense {
        let on = self.until();
        if let Some(expires_on) = self.expires_on
            && let ReleaseWorth::TooFewDays { .. } =
                worth_releasing(expires_on, today_there.max(on), self.min_days)
        {
            return KeptLicense::ToItsEnd { expires_on };
        }
        if on > today { KeptLicense::Until { on } } else { KeptLicense::Release { since: on } }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 24);
    const YESTERDAY: Date = date(2026, 11, 23);
    const TOMORROW: Date = date(2026, 11, 25);

    fn kept() -> Kept {
        Kept { suspended_on: TODAY, release_days: 7, expires_on: Some(date(2027, 6, 1)), min_days: 2 }
    }

    #[test]
    fn a_service_is_suspended_from_the_day_its_paid_time_is_over() {
        let on = |paid_until| suspension(ServiceState::Active, paid_until, None, TODAY);
        assert_eq!(on(TOMORROW), Suspension::Paid { until: TOMORROW });
        for paid_until in [TODAY, YESTERDAY] {
            assert_eq!(on(paid_until), Suspension::Due { paid_until });
        }
    }

    #[test]
    fn a_planned_deletion_goes_its_own_way() {
        let planned = suspension(ServiceState::Active, TODAY, Some(TODAY), TODAY);
        assert_eq!(planned, Suspension::DeletionPlanned { on: TODAY });
    }

    #[test]
    fn only_what_runs_is_suspended() {
        for &state in ServiceState::ALL {
            let is_due = matches!(suspension(state, TODAY, None, TODAY), Suspension::Due { .. });
            assert_eq!(is_due, state == ServiceState::Active, "{state}");
        }
    }

    #[test]
    fn whoever_pays_resumes_what_was_not_paid_and_staff_what_they_suspended() {
        let not_paid = resumption(SuspensionCause::NotPaid, TODAY, TODAY);
        assert_eq!(not_paid, Resumption::NotPaid { paid_until: TODAY });
        let paid = resumption(SuspensionCause::NotPaid, TOMORROW, TODAY);
        assert_eq!(paid, Resumption::Due { paid_until: TOMORROW });
        assert_eq!(resumption(SuspensionCause::Staff, TOMORROW, TODAY), Resumption::ByStaff);
    }

    #[test]
    fn nobody_pays_for_the_days_on_which_the_service_stood_still() {
        assert_eq!(next_term_starts(YESTERDAY, true, TODAY), TODAY);
        assert_eq!(next_term_starts(TOMORROW, true, TODAY), TOMORROW);
        assert_eq!(next_term_starts(YESTERDAY, false, TODAY), YESTERDAY);
    }

    #[test]
    fn a_license_is_kept_for_as_many_days_as_the_tariff_says_and_then_released() {
        let on = date(2026, 12, 1);
        let license = |today| kept().license(today, today);
        assert_eq!(license(TODAY), KeptLicense::Until { on });
        assert_eq!(license(date(2026, 11, 30)), KeptLicense::Until { on });
        assert_eq!(license(on), KeptLicense::Release { since: on });
        assert_eq!(license(date(2026, 12, 24)), KeptLicense::Release { since: on });
        let at_once = Kept { release_days: 0, ..kept() };
        assert_eq!(at_once.license(TODAY, TODAY), KeptLicense::Release { since: TODAY });
    }

    #[test]
    fn a_license_that_nobody_else_could_use_stays_where_it_is() {
        // On the day of its release one day would be left, and two are worth it.
        let expires_on = date(2026, 12, 2);
        let short = Kept { expires_on: Some(expires_on), ..kept() };
        assert_eq!(short.license(TODAY, TODAY), KeptLicense::ToItsEnd { expires_on });
        let longer = Kept { expires_on: Some(date(2026, 12, 3)), ..kept() };
        assert_eq!(longer.license(TODAY, TODAY), KeptLicense::Until { on: date(2026, 12, 1) });
        let unknown = Kept { expires_on: None, ..kept() };
        assert_eq!(unknown.license(TODAY, TODAY), KeptLicense::Until { on: date(2026, 12, 1) });
    }
}
