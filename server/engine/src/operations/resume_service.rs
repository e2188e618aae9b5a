//! Operation: resume a suspended service that is paid: its license first, then its server.
//!
//! Server there? → license: covered as it is, renewed, taken back on its way to the pool, or another one by the steps
//! with which a server gets its license → start the server.

use domain::suspension::{Resumption, resumption};
use domain::{LicenseState, PanelState, ServiceState};
use store::{licenses, services};

use super::license::{self, Renewing};
use super::server::{self, Power, Switching};
use super::{Context, End, StepResult, provision_service, renew_license};

/// The step that it begins with.
pub const FIRST_STEP: &str = "resume_look";
/// The step at which the server is started, whatever became of its license.
pub(crate) const START: &str = "start_server";

const LICENSE: &str = "resume_license";
const AWAIT_START: &str = "await_start";
const MARK: &str = "mark_resumed";

const STEPS: Renewing = Renewing {
    state: ServiceState::Suspended,
    look: FIRST_STEP,
    read: renew_license::READ,
    send: renew_license::SEND,
    seek: renew_license::SEEK,
    resume: renew_license::RESUME,
    replace: provision_service::CHOOSE,
    done: Some(START),
};

const ON: Switching = Switching { power: Power::On, switch: START, wait: AWAIT_START, done: MARK };

/// Whether a step has to do with the server alone: what cannot be done there is no question of the license.
pub fn is_about_server(step: &str) -> bool {
    matches!(step, FIRST_STEP | START | AWAIT_START | MARK)
}

/// Runs the current step.
pub(super) async fn run(context: &mut Context) -> StepResult {
    let step = context.operation.step.clone();
    match step.as_str() {
        FIRST_STEP if !is_paid(context) => {
            let mut tx = context.begin().await?;
            context.happened(&mut tx, "service.resume_not_paid", None, serde_json::Value::Null).await?;
            Ok(End::Finish { tx })
        }
        FIRST_STEP => server::confirm_server(context, ServiceState::Suspended, LICENSE).await,
        LICENSE => license_of(context).await,
        renew_license::READ => license::plan_renewal(context, &STEPS).await,
        renew_license::SEND => license::send_renewal(context, &STEPS).await,
        renew_license::SEEK => license::seek_renewal(context, &STEPS).await,
        renew_license::RESUME => license::resume_renewed(context, &STEPS).await,
        // It has its license: is that one good for the whole term?
        provision_service::DELIVER => {
            let mut tx = context.begin().await?;
            services::set_panel_state(&mut tx, context.service.id, PanelState::Active).await?;
            Ok(End::Next { tx, step: LICENSE })
        }
        START => server::switch_power(context, &ON).await,
        AWAIT_START => server::await_power(context, &ON).await,
        MARK => mark(context).await,
        _ => provision_service::run(context).await,
    }
}

fn is_paid(context: &Context) -> bool {
    let service = &context.service;
    service.suspended.as_ref().is_none_or(|suspended| {
        let resumed = resumption(suspended.cause, service.paid_until, context.today());
        !matches!(resumed, Resumption::NotPaid { .. })
    })
}

/// Where its license is: it has one, has one that was on its way to the pool, or needs one; or it has no panel.
async fn license_of(context: &Context) -> StepResult {
    let license = licenses::of_service(context.engine().db(), context.service.id).await?;
    let mut tx = context.begin().await?;
    let step = match (license, context.service.panel_state) {
        (Some(license), _) if license.state == LicenseState::Attached => renew_license::READ,
        (Some(license), _) if license.state != LicenseState::Reserved => {
            // Whatever was changed on its way is put right by what it needs here.
            licenses::set_returning(&mut tx, license.id, context.service.id, LicenseState::Attached).await?;
            let data = serde_json::json!({ "expires_on": license.card.expires_on });
            context.happened(&mut tx, "license.taken_back", Some(license.id), data).await?;
            provision_service::FOUND
        }
        (_, PanelState::None | PanelState::GivenUp) => START,
        (_, PanelState::Pending) => provision_service::CHOOSE,
        (_, PanelState::Active | PanelState::Released) => {
            services::set_panel_state(&mut tx, context.service.id, PanelState::Pending).await?;
            provision_service::CHOOSE
        }
    };
    Ok(End::Next { tx, step })
}

/// The server runs: the service is active.
async fn mark(context: &Context) -> StepResult {
    let mut tx = context.begin().await?;
    if context.service.state == ServiceState::Suspended {
        services::set_resumed(&mut tx, context.service.id).await?;
        context.happened(&mut tx, "service.resumed", None, serde_json::Value::Null).await?;
    }
    Ok(End::Finish { tx })
}
