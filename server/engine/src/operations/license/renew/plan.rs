//! Step: read the license, and plan what it is owed.

use domain::coverage::{Attached, Coverage, coverage};
use domain::operation::Note;
use domain::period::renewal::{Renewable, renewal_period};
use domain::retry::Schedule;
use domain::{Date, LicenseState, PanelState, RemoteStatus};
use store::licenses::{self, Card, License};
use store::renewals::{self, NewRenewal};
use store::{Tx, alignment_rules, price_list, purchases, services};
use uuid::Uuid;

use super::{Renewing, found, listed};
use crate::operations::end::{Stop, Until};
use crate::operations::license::missing::record_deleted;
use crate::operations::{Context, End, StepResult};
use crate::remotes::license_server::{self, LicenseServer};
use crate::{Error, remotes};

/// Weighs the license by what the license server shows now; what is not owed any more needs no renewal.
pub(in crate::operations) async fn plan_renewal(context: &mut Context, steps: &Renewing) -> StepResult {
    let db = context.engine().db().clone();
    if let Some(renewal) = renewals::open(&db, context.operation.id).await? {
        let step = if renewal.state.is_undecided() { steps.seek } else { steps.send };
        return Ok(End::Next { tx: context.begin().await?, step });
    }
    let attached = licenses::of_service(&db, context.service.id).await?;
    let attached = attached.filter(|license| license.state == LicenseState::Attached);
    let attached = attached.filter(|_| context.service.state == steps.state);
    let Some(license) = attached else {
        return Ok(End::Finish { tx: context.begin().await? });
    };
    let (server, _, row) = listed(context, &license).await?;
    let card = row.as_ref().map(license_server::card).transpose()?;
    let seen = Attached {
        status: card.as_ref().map(|card| card.status),
        expires_on: card.as_ref().and_then(|card| card.expires_on),
        paid_until: context.service.paid_until,
    };
    let mut tx = context.begin().await?;
    if let Some(card) = card {
        let shown = found::record(context, &mut tx, &license, card).await?;
        if let Some(stop) = moved(context, &license, &shown, server.today) {
            return Ok(stop.at(steps.look).with(tx).end());
        }
    }
    match coverage(&seen, server.today, server.settings.renew_before_days) {
        Coverage::NotPaid { .. } | Coverage::Covered { .. } | Coverage::DueLater { .. } => {
            Ok(steps.covered(tx))
        }
        Coverage::ExpiryUnknown => {
            let note = Note::ExpiryNotShown { license: license.remote_id };
            Ok(Stop::new(note, Until::Mended).at(steps.look).with(tx).end())
        }
        Coverage::Replace { .. } => replace(context, tx, &license, &server, steps).await,
        Coverage::RenewBeforeExpiry { expires_on } => {
            plan(context, tx, &license, &server, (expires_on, expires_on), steps).await
        }
        Coverage::RenewExpired { expires_on } => {
            plan(context, tx, &license, &server, (expires_on, server.today), steps).await
        }
    }
}

/// Somebody moved it off its server's address: it does not serve what it would be renewed for, and where it should be is
/// for a person to say.
fn moved(context: &Context, license: &License, shown: &Card, today: Date) -> Option<Stop> {
    let server = context.service.address.filter(|server| *server != shown.address)?;
    if context.service.paid_until <= today || shown.status == RemoteStatus::Deleted {
        return None;
    }
    let (license, address) = (license.remote_id.clone(), shown.address);
    Some(Stop::new(Note::LicenseMoved { license, address, server }, Until::Mended))
}

/// It serves nobody any more: another one is taken or bought for the same address. An operation that has bought one
/// already buys no other: the next renewal does.
async fn replace(
    context: &Context,
    mut tx: Tx,
    license: &License,
    server: &LicenseServer,
    steps: &Renewing,
) -> StepResult {
    if purchases::live(&mut tx, context.operation.id).await?.is_some() {
        record_deleted(context, &mut tx, license).await?;
        return Ok(steps.finish(tx));
    }
    to_replace(context, &mut tx, license, server.today).await?;
    Ok(End::Next { tx, step: steps.replace })
}

/// It is gone, and its service waits for another one.
pub(in crate::operations::license) async fn to_replace(
    context: &Context,
    tx: &mut Tx,
    license: &License,
    today: Date,
) -> store::Result<()> {
    let service = context.service.id;
    licenses::end_service(&mut *tx, license.id, service, LicenseState::Gone, today).await?;
    services::set_panel_state(&mut *tx, service, PanelState::Pending).await?;
    let data = serde_json::json!({ "remote_id": license.remote_id });
    context.happened(tx, "license.to_replace", Some(license.id), data).await
}

async fn plan(
    context: &Context,
    mut tx: Tx,
    license: &License,
    server: &LicenseServer,
    (expiry_before, starts_on): (Date, Date),
    steps: &Renewing,
) -> StepResult {
    if !server.settings.renewals_on {
        let until = Until::LookAgain(Schedule::WAITING_FOR_FUNDS);
        return Ok(Stop::new(Note::RenewalsOff, until).at(steps.look).with(tx).end());
    }
    if renewals::live(&mut tx, license.id, expiry_before).await?.is_some() {
        // It was renewed from this expiry before, and shows it again.
        let note = Note::NotAsConfirmed { license: license.remote_id.clone() };
        return Ok(Stop::new(note, Until::Mended).at(steps.look).with(tx).end());
    }
    let (module, service) = (license.module_id, &context.service);
    let sold = price_list::of_plan(&mut tx, module, &license.plan_code).await?;
    let periods: Vec<_> = sold.iter().map(|row| row.period).collect();
    let rules = alignment_rules::list(&mut tx, module).await?;
    let (paid_until, shortest) = (service.paid_until, server.settings.shortest_renewals);
    let renewable = Renewable { service: service.period, starts_on, paid_until, shortest };
    let Ok(choice) = renewal_period(&renewable, &periods, &rules, service.tariff_id) else {
        drop(tx);
        remotes::saved::refresh_price_list(context.engine(), module).await?;
        let note = Note::PlanNotSold { plan: license.plan_code.clone() };
        return Ok(Stop::new(note, Until::Retry).at(steps.look).end());
    };
    let expected = sold.iter().find(|row| row.period == choice.period).map(|row| row.cost.e4());
    let marker = format!("kp-{}", Uuid::new_v4());
    let new = NewRenewal {
        marker: &marker,
        license_id: license.id,
        module_id: module,
        operation_id: context.operation.id,
        service_id: service.id,
        period: choice.period,
        period_choice: serde_json::to_value(&choice).map_err(Error::setup)?,
        expiry_before,
        expected_cost_e4: expected,
        currency: server.settings.currency.as_str(),
        business_day: server.today,
    };
    renewals::plan(&mut tx, &new, context.now_ms()).await?;
    let data = serde_json::json!({ "choice": choice, "expected_e4": expected, "currency": new.currency });
    context.happened(&mut tx, "license.renewal_planned", Some(license.id), data).await?;
    Ok(End::Next { tx, step: steps.send })
}
