//! What an attached license is owed: coverage until the day its service is paid to.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::license::RemoteStatus;

/// An attached license and the service that it serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Its status at the license server; none if it is not listed there.
    pub status: Option<RemoteStatus>,
    /// The day at whose 00:00 it is over; none if the license server did not show it.
    pub expires_on: Option<Date>,
    /// The day to which the client has paid for the service.
    pub paid_until: Date,
}

/// What is to be done for an attached license, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// The service is not paid beyond today: the client pays first.
    NotPaid {
        /// The day to which it is paid.
        paid_until: Date,
    },
    /// It lasts as long as the service is paid.
    Covered {
        /// Its expiry.
        expires_on: Date,
    },
    /// It will be renewed, but not yet.
    DueLater {
        /// The first day on which it is renewed.
        on: Date,
    },
    /// Renew it: it expires soon.
    RenewBeforeExpiry {
        /// Its expiry, from which the renewal counts.
        expires_on: Date,
    },
    /// Renew it at once: it has expired, and the renewal counts from today.
    RenewExpired {
        /// Its expiry.
        expires_on: Date,
    },
    /// Take or buy another one for the same address: this one is deleted, or no longer listed.
    Replace {
        /// Its status there.
        status: Option<RemoteStatus>,
    },
    /// The license server did not show when it expires: nothing is bought on a guess.
    ExpiryUnknown,
}

/// Decides what an attached license is owed today; it is renewed `lead_days` before it expires.
pub fn coverage(license: &Attached, today: Date, lead_days: u16) -> Coverage {
    let Attached { status, expires_on, paid_until } = *license;
    if paid_until <= today {
        return Coverage::NotPaid { paid_until };
    }
    if matches!(status, None | Some(RemoteStatus::Deleted)) {
        return Coverage::Replace { status };
    }
    let Some(expires_on) = expires_on else {
        return Coverage::ExpiryUnknown;
    };
    let due_on = expires_on.saturating_sub(i64::from(lead_days).days());
    if expires_on >= paid_until {
        Coverage::Covered { expires_on }
    } else if expires_on <= today {
        Coverage::RenewExpired { expires_on }
    } else if due_on <= today {
        Coverage::RenewBeforeExpiry { expires_on }
    } else {
        Coverage::DueLater { on: due_on }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 21);

    fn license(expires_on: Date) -> Attached {
        Attached {
            status: Some(RemoteStatus::Active),
            expires_on: Some(expires_on),
            paid_until: date(2026, 12, 24),
        }
    }

    #[test]
    fn a_license_is_renewed_from_the_lead_time_before_its_expiry_on() {
        let expires_on = date(2026, 11, 24);
        let on = |today| coverage(&license(expires_on), today, 3);
        assert_eq!(on(date(2026, 11, 20)), Coverage::DueLater { on: TODAY });
        assert_eq!(on(TODAY), Coverage::RenewBeforeExpiry { expires_on });
        assert_eq!(on(date(2026, 11, 23)), Coverage::RenewBeforeExpiry { expires_on });
        assert_eq!(on(expires_on), Coverage::RenewExpired { expires_on });
    }

    #[test]
    fn a_license_that_lasts_as_long_as_the_service_is_paid_is_not_renewed() {
        let expires_on = date(2026, 12, 24);
        assert_eq!(coverage(&license(expires_on), date(2026, 12, 23), 3), Coverage::Covered { expires_on });
    }

    #[test]
    fn an_expired_license_is_owed_coverage_whatever_its_state() {
        let expires_on = date(2026, 11, 1);
        let suspended = Attached { status: Some(RemoteStatus::Suspended), ..license(expires_on) };
        assert_eq!(coverage(&suspended, TODAY, 3), Coverage::RenewExpired { expires_on });
    }

    #[test]
    fn a_deleted_or_missing_license_is_replaced() {
        for status in [None, Some(RemoteStatus::Deleted)] {
            let gone = Attached { status, ..license(date(2027, 6, 1)) };
            assert_eq!(coverage(&gone, TODAY, 3), Coverage::Replace { status });
        }
    }

    #[test]
    fn the_client_pays_first() {
        let paid_until = date(2026, 12, 24);
        for status in [None, Some(RemoteStatus::Active)] {
            let unpaid = Attached { status, ..license(date(2026, 12, 20)) };
            assert_eq!(coverage(&unpaid, paid_until, 3), Coverage::NotPaid { paid_until });
        }
    }

    #[test]
    fn nothing_is_bought_where_the_expiry_is_not_known() {
        let unknown = Attached { expires_on: None, ..license(TODAY) };
        assert_eq!(coverage(&unknown, TODAY, 3), Coverage::ExpiryUnknown);
    }
}
