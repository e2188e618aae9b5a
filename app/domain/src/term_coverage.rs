//! Whether a license lasts as long as its service is paid: the two terms side by side, and the gap between them before
//! it opens.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::license::RemoteStatus;
use crate::module::ModuleState;
use crate::service::{PanelState, ServiceState};
use crate::text_enum::text_enum;

text_enum! {
    /// Who works on a service now.
    Work {
        /// Nobody.
        Nobody = "nobody",
        /// An operation is under way.
        UnderWay = "under_way",
        /// An operation waits for a module or a switch that staff have turned off.
        Held = "held",
        /// An operation waits for money at the license server.
        Funds = "funds",
        /// An operation stopped; a task asks a person to mend something.
        Failed = "failed",
        /// An operation got no clear answer; a task asks a person to decide.
        Undecided = "undecided",
    }
}

text_enum! {
    /// Why there is a gap, or will be one.
    GapReason {
        /// No license serves it.
        NoLicense = "no_license",
        /// Its license is deleted at the license server, or no longer listed.
        Deleted = "deleted",
        /// The license server does not show when its license expires.
        ExpiryUnknown = "expiry_unknown",
        /// Its license is stopped at the license server, though it has not expired.
        SuspendedThere = "suspended_there",
        /// Its license is on another address than its server.
        Elsewhere = "elsewhere",
        /// The client has not paid for today.
        NotPaid = "not_paid",
        /// The call that would close it got no clear answer.
        Undecided = "undecided",
        /// The operation that would close it stands still until a person mends something.
        Failed = "failed",
        /// There is too little money at the license server.
        Funds = "funds",
        /// Staff have suspended the license server.
        ModuleSuspended = "module_suspended",
        /// Renewals are switched off for the license server.
        RenewalsOff = "renewals_off",
        /// Somebody gave the renewal up.
        GivenUp = "given_up",
        /// It is being closed now.
        UnderWay = "under_way",
        /// Its renewal is due and has not begun.
        NotBegun = "not_begun",
    }
}

/// A license, as far as its term goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LicenseTerm {
    /// Its status at the license server.
    pub status: RemoteStatus,
    /// Whether it is on another address there than its server.
    pub is_elsewhere: bool,
    /// The day at whose 00:00 it is over; none if the license server did not show it.
    pub expires_on: Option<Date>,
}

/// What is known today of a service and its license.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Today at the license server.
    pub today: Date,
    /// The service.
    pub service: ServiceState,
    /// Its panel.
    pub panel: PanelState,
    /// The day to which it is paid.
    pub paid_until: Date,
    /// Whether it goes on after that day: it renews itself, and nobody has asked for it to be deleted.
    pub goes_on: bool,
    /// The license that serves it.
    pub license: Option<LicenseTerm>,
    /// How many days before its expiry it is renewed.
    pub lead_days: u16,
    /// The license server.
    pub module: ModuleState,
    /// Whether the license server may renew.
    pub renewals_on: bool,
    /// Whether somebody gave up the renewal at this very expiry.
    pub given_up: bool,
    /// Who works on it.
    pub work: Work,
}

/// How a service's two terms stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// No license is owed: no panel, or the service does not run.
    NotOwed,
    /// The license lasts as long as the service is paid.
    Covered {
        /// Its expiry.
        until: Date,
    },
    /// The license ends first, and is renewed before that.
    Renewed {
        /// The day on which its renewal begins.
        on: Date,
    },
    /// The service runs without a valid license from this day on, unless something is done.
    Gap {
        /// The first day without one.
        from: Date,
        /// Why.
        reason: GapReason,
        /// Whether an operation or a person with a task works on it.
        worked_on: bool,
    },
}

impl Facts {
    /// Compares the two terms.
    pub fn term(&self) -> Term {
        let is_owed = matches!(self.panel, PanelState::Active | PanelState::Pending);
        if self.service != ServiceState::Active || !is_owed {
            return Term::NotOwed;
        }
        let (expires_on, reason) = match self.license {
            None => return self.gap(self.today, GapReason::NoLicense),
            Some(LicenseTerm { status: RemoteStatus::Deleted, .. }) => {
                return self.gap(self.today, GapReason::Deleted);
            }
            Some(LicenseTerm { is_elsewhere: true, .. }) => {
                return self.gap(self.today, GapReason::Elsewhere);
            }
            Some(LicenseTerm { expires_on: None, .. }) => {
                return self.gap(self.today, GapReason::ExpiryUnknown);
            }
            Some(LicenseTerm { status: RemoteStatus::Suspended, expires_on: Some(expires_on), .. })
                if expires_on > self.today =>
            {
                return self.gap(self.today, GapReason::SuspendedThere);
            }
            Some(LicenseTerm { expires_on: Some(expires_on), .. }) => (expires_on, self.obstacle()),
        };
        if expires_on <= self.today {
            let reason = match self.work {
                _ if self.paid_until <= self.today => GapReason::NotPaid,
                Work::UnderWay => GapReason::UnderWay,
                _ => reason.unwrap_or(GapReason::NotBegun),
            };
            return self.gap(expires_on, reason);
        }
        if expires_on >= self.paid_until && !self.goes_on {
            return Term::Covered { until: expires_on };
        }
        match reason {
            Some(reason) => self.gap(expires_on, reason),
            None => {
                let due_on = expires_on.saturating_sub(i64::from(self.lead_days).days());
                Term::Renewed { on: due_on.max(self.today) }
            }
        }
    }

    /// What keeps its license from being renewed, as far as is known today.
    fn obstacle(&self) -> Option<GapReason> {
        match self.work {
            Work::Undecided => Some(GapReason::Undecided),
            Work::Failed => Some(GapReason::Failed),
            Work::Funds => Some(GapReason::Funds),
            _ if self.module == ModuleState::Suspended => Some(GapReason::ModuleSuspended),
            _ if !self.renewals_on => Some(GapReason::RenewalsOff),
            _ if self.given_up => Some(GapReason::GivenUp),
            Work::Nobody | Work::UnderWay | Work::Held => None,
        }
    }

    fn gap(&self, from: Date, reason: GapReason) -> Term {
        let worked_on = matches!(self.work, Work::UnderWay | Work::Failed | Work::Undecided);
        Term::Gap { from, reason, worked_on }
    }

    /// The last day of the time within which a gap is an alert: a renewal would begin by then.
    pub fn alert_until(&self) -> Date {
        self.today.saturating_add(i64::from(self.lead_days).days())
    }

    /// Whether it is an open alert: the gap opens within the lead time, and nobody works on it.
    pub fn is_open_alert(&self) -> bool {
        matches!(self.term(), Term::Gap { from, worked_on: false, .. } if from <= self.alert_until())
    }
}

#[cfg(test)]
mod tests;
