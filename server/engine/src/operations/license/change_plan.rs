//! Steps: make a license one of another plan, at most once, one act at a time, each of which may run twice.

mod read;
mod seek;
mod send;

pub(in crate::operations) use read::plan_change_of_plan;
pub(in crate::operations) use seek::seek_change_of_plan;
pub(in crate::operations) use send::send_change_of_plan;

use billmanager::LicenseRow;
use domain::PlanCode;

use super::{found, funds, renew, set_aside};

/// The steps that may follow.
pub struct ChangingPlan {
    /// Where the change of panel begins.
    pub begin: &'static str,
    /// Where the license is read and the change planned.
    pub read: &'static str,
    /// Where a planned change is sent.
    pub send: &'static str,
    /// Where its effect is looked for.
    pub seek: &'static str,
    /// What follows a change.
    pub changed: &'static str,
}

/// The plan that a license is listed with.
fn plan_of(row: &LicenseRow) -> Option<PlanCode> {
    row.plan_code.as_deref().and_then(|code| code.parse().ok())
}
