//! The end of a change of panel: what the service has from now on, and what becomes of the license before.

use domain::panel_change::PanelWay;
use domain::{LicenseId, LicenseState, OperationKind, PanelState};
use serde_json::json;
use store::events::NewEvent;
use store::licenses::License;
use store::operations::{NewOperation, Operation};
use store::services::{ChangedPanel, Service};
use store::{Tx, events, licenses, locks, operations, plan_changes, purchases, services};

use super::{FIRST_STEP, LEAVE};
use crate::operations::license::{Data, PanelChange};
use crate::operations::return_license;
use crate::operations::{Context, End, StepResult};
use crate::{Engine, Error, Result};

/// What happened, by its kind.
const CHANGED: &str = "panel.changed";

/// The license serves: the service has the other panel, which its next renewal pays for, and the license that made
/// room is on its way to the pool.
pub(super) async fn finish(context: &mut Context) -> StepResult {
    let data: Data = context.data()?;
    let change = data.change.ok_or(Error::NotFound)?;
    let mut tx = context.begin().await?;
    record(context, &mut tx, &change).await?;
    if let Some(id) = change.aside {
        return_aside(context.engine(), &mut tx, &context.operation, id).await?;
    }
    Ok(End::Finish { tx })
}

/// From now on the service has no panel; its license goes back by itself.
pub(super) async fn without_panel(context: &mut Context) -> StepResult {
    let change = context.data::<Data>()?.change.ok_or(Error::NotFound)?;
    let license = licenses::of_service(context.engine().db(), context.service.id).await?;
    let mut tx = context.begin().await?;
    record(context, &mut tx, &change).await?;
    if let Some(license) = license.filter(|license| license.state != LicenseState::Reserved) {
        // One that staff hold for this service is held no longer: it serves nobody here.
        licenses::set_returning(&mut tx, license.id, context.service.id, LicenseState::Attached).await?;
        return_license::leave_behind(context, &mut tx, &license).await?;
    }
    Ok(End::Finish { tx })
}

async fn record(context: &Context, tx: &mut Tx, change: &PanelChange) -> Result<()> {
    let license = set_panel(tx, &context.service, change).await?;
    Ok(context.happened(tx, CHANGED, license, told(change)).await?)
}

fn told(change: &PanelChange) -> serde_json::Value {
    json!({ "from": change.was, "to": change.name, "way": change.way })
}

/// Gives the service the other panel; says with which license.
async fn set_panel(tx: &mut Tx, service: &Service, change: &PanelChange) -> Result<Option<LicenseId>> {
    let target = change.target.as_ref();
    let panel = ChangedPanel {
        value: change.value,
        name: &change.name,
        license: target.map(|target| (&target.plan, target.product, target.module)),
        install_steps: &change.install_steps,
    };
    let search = format!("{} {} {}", service.host_name, service.tariff_name, change.name).to_lowercase();
    services::set_panel(&mut *tx, service.id, &panel, &search).await?;
    Ok(licenses::of_service(&mut *tx, service.id).await?.map(|license| license.id))
}

/// Hands a license that is off the address to an operation that returns it to the pool.
async fn return_aside(engine: &Engine, tx: &mut Tx, operation: &Operation, id: LicenseId) -> Result<()> {
    let service = operation.service_id;
    licenses::reservation::leave(&mut *tx, id, operation.id, service).await?;
    let new = NewOperation {
        kind: OperationKind::ReturnLicense,
        service_id: service,
        step: return_license::FIRST_STEP,
        data: return_license::notes(id)?,
        run_at_ms: engine.clock().now_ms(),
    };
    operations::enqueue(tx, &new).await?;
    Ok(())
}

/// What a change of panel leaves behind when a person gives it up: nothing planned, and every license of it on its way
/// to the pool. The service keeps its panel only if its license still serves; one of the other panel that serves
/// already makes that panel the service's.
pub async fn settle(engine: &Engine, tx: &mut Tx, operation: &Operation, service: &Service) -> Result<()> {
    let data: Data = serde_json::from_value(operation.data.clone()).map_err(Error::setup)?;
    if let Some(plan_change) = plan_changes::open(&mut *tx, operation.id).await? {
        plan_changes::give_up(&mut *tx, plan_change.id, None).await?;
    }
    if let Some(purchase) = purchases::live(&mut *tx, operation.id).await?
        && purchase.license_id.is_none()
    {
        purchases::give_up(&mut *tx, purchase.id, None).await?;
    }
    locks::release(&mut *tx, operation.id).await?;
    if operation.step == FIRST_STEP {
        return leave(tx, operation, service).await;
    }
    if let Some(claim) = &data.claim
        && let Some(license) = licenses::find(&mut *tx, claim.license).await?
        && license.reserved_by == Some(operation.id)
    {
        if operation.step == LEAVE {
            licenses::reservation::put_back(&mut *tx, license.id, operation.id, claim.was).await?;
        } else {
            return_aside(engine, &mut *tx, operation, license.id).await?;
        }
    }
    let change = data.change.as_ref();
    if let Some(id) = change.and_then(|change| change.aside) {
        return_aside(engine, &mut *tx, operation, id).await?;
    }
    let has = licenses::of_service(&mut *tx, service.id).await?;
    match has {
        Some(license) if license.state == LicenseState::Attached => {
            if let Some(change) = change.filter(|change| is_in_place(change, service, &license)) {
                set_panel(&mut *tx, service, change).await?;
                happened(engine, &mut *tx, operation, service, (license.id, change)).await?;
            }
            services::set_panel_state(&mut *tx, service.id, PanelState::Active).await?;
        }
        Some(license) if license.state != LicenseState::Reserved => {
            licenses::set_returning(&mut *tx, license.id, service.id, LicenseState::Held).await?;
        }
        _ if service.panel_state == PanelState::Pending => {
            services::set_panel_state(&mut *tx, service.id, PanelState::GivenUp).await?;
        }
        _ => {}
    }
    Ok(())
}

/// It has changed nothing, and others may have worked on the service since; but where neither license could be had, and
/// nobody else is at work, the panel is given up with it.
async fn leave(tx: &mut Tx, operation: &Operation, service: &Service) -> Result<()> {
    let has = licenses::of_service(&mut *tx, service.id).await?;
    let open = operations::open_of_service(&mut *tx, service.id).await?;
    let is_at_work =
        |other: &Operation| other.id != operation.id && other.kind != OperationKind::ReturnLicense;
    if service.panel_state == PanelState::Pending && has.is_none() && !open.iter().any(is_at_work) {
        services::set_panel_state(&mut *tx, service.id, PanelState::GivenUp).await?;
    }
    Ok(())
}

/// Whether the license that serves is of the other panel, which the service does not have yet.
fn is_in_place(change: &PanelChange, service: &Service, license: &License) -> bool {
    change.target.as_ref().is_some_and(|target| {
        let has_plan = change.way != PanelWay::PlanChange || license.plan_code == target.plan;
        license.product_id == target.product && has_plan && service.plan_code.as_ref() != Some(&target.plan)
    })
}

async fn happened(
    engine: &Engine,
    tx: &mut Tx,
    operation: &Operation,
    service: &Service,
    (license, change): (LicenseId, &PanelChange),
) -> Result<()> {
    let event = NewEvent {
        kind: CHANGED,
        client: Some(service.client_id),
        service: Some(service.id),
        license: Some(license),
        operation: Some(operation.id),
        data: told(change),
        at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    Ok(events::record(tx, &event).await?)
}
