//! Operation: renew the license that serves a service, at most once for each expiry.
//!
//! Server there? → license and its expiry → plan → send → see the later expiry → active again. A license that is no
//! longer there is replaced for the same address instead, by the steps with which a server gets its license.

use domain::{Date, LicenseId, ServiceState};
use serde::{Deserialize, Serialize};

use super::license::{self, Renewing};
use super::{Context, StepResult, provision_service, server};

/// The step that it begins with.
pub const FIRST_STEP: &str = "renew_look";
/// The step at which it goes on after "look again".
pub const LOOK_AGAIN: &str = SEEK;

pub(super) const READ: &str = "renew_read";
pub(super) const SEND: &str = "renew_send";
pub(super) const SEEK: &str = "renew_seek";
pub(super) const RESUME: &str = "renew_resume";

const STEPS: Renewing = Renewing {
    state: ServiceState::Active,
    look: FIRST_STEP,
    read: READ,
    send: SEND,
    seek: SEEK,
    resume: RESUME,
    replace: provision_service::CHOOSE,
    done: None,
};

/// What the operation is for: kept with it, so that what a person gave up is not begun again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Owed {
    /// The license.
    pub license: LicenseId,
    /// Its expiry.
    pub expires_on: Option<Date>,
    /// The day to which its service was paid.
    pub paid_until: Date,
}

/// Runs the current step.
pub(super) async fn run(context: &mut Context) -> StepResult {
    let step = context.operation.step.clone();
    match step.as_str() {
        FIRST_STEP => server::confirm_server(context, ServiceState::Active, READ).await,
        READ => license::plan_renewal(context, &STEPS).await,
        SEND => license::send_renewal(context, &STEPS).await,
        SEEK => license::seek_renewal(context, &STEPS).await,
        RESUME => license::resume_renewed(context, &STEPS).await,
        _ => provision_service::run(context).await,
    }
}
