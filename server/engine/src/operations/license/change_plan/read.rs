//! Step: read the license, have the change shown, and plan it.

use billmanager::{LicenseStatus, PlanChangeView, PlanChangeWay};
use domain::operation::Note;
use domain::period::alignment::license_period;
use domain::plan_change::{Shown, shown};
use domain::{Period, PlanChangeState, RemoteMoney};
use store::licenses::{self, License};
use store::plan_changes::{self, NewPlanChange, Way};
use store::{Tx, alignment_rules, locks, price_list};
use uuid::Uuid;

use super::{ChangingPlan, found, plan_of, renew, set_aside};
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::license::data::{Data, Wanted};
use crate::operations::{Context, End, StepError, StepResult};
use crate::reads::panel_change::SavedOffer;
use crate::remotes::Verdict;
use crate::remotes::calls::CallFailure;
use crate::remotes::license_server::{self, LicenseServer};

/// The change as the license server shows it.
struct Offer<'a> {
    view: &'a PlanChangeView,
    period: Period,
    cost: Option<RemoteMoney>,
}

/// Has the license server show the change, which says what it takes for it, and writes it down. A license that has the
/// plan already needs no change.
pub(in crate::operations) async fn plan_change_of_plan(
    context: &mut Context,
    steps: &ChangingPlan,
) -> StepResult {
    let db = context.engine().db().clone();
    if let Some(change) = plan_changes::open(&db, context.operation.id).await? {
        let step = if change.state == PlanChangeState::Planned { steps.send } else { steps.seek };
        return Ok(End::Next { tx: context.begin().await?, step });
    }
    let wish = context.data::<Data>()?.change.ok_or(Error::NotFound)?;
    let target = wish.target.clone().ok_or(Error::NotFound)?;
    let license = licenses::of_service(&db, context.service.id).await?.ok_or(Error::NotFound)?;
    let (server, _, row) = renew::listed(context, &license).await?;
    let Some(row) = row.filter(|row| row.status != LicenseStatus::Deleted) else {
        let words = format!("it has no license {}", license.remote_id);
        return not_changed(context, Verdict::Missing(words).note(), steps).await;
    };
    if shown(&target.plan, plan_of(&row)) == Shown::New {
        let mut tx = context.begin().await?;
        found::record(context, &mut tx, &license, license_server::card(&row)?).await?;
        licenses::set_plan(&mut tx, license.id, &target.plan, target.product).await?;
        return Ok(End::Next { tx, step: steps.changed });
    }
    if !server.settings.purchases_on {
        return not_changed(context, Note::PurchasesOff, steps).await;
    }
    let period = period(context, &target, row.period).await?;
    let Some(period) = period else {
        return not_changed(context, Note::PlanNotSold { plan: target.plan }, steps).await;
    };
    let id = license_server::license_id(&license.remote_id)?;
    let view = server.client.plan_change_view(id, target.plan.as_str(), period.code());
    let view = match context.ask(&server.remote, view).await {
        Ok(view) => view,
        Err(CallFailure::Remote(error)) => match Stop::from(Verdict::from(&error)) {
            Stop { note, until: Until::Mended | Until::LookAgain(_), .. } => {
                return not_changed(context, note, steps).await;
            }
            stop => return Ok(stop.end()),
        },
        Err(failure) => return Err(failure.into()),
    };
    let cost = cost(context, &server, &target, period, &view).await?;
    if let Some(note) = wish.too_dear(cost) {
        return not_changed(context, note, steps).await;
    }
    let mut tx = context.begin().await?;
    if let Some(address) = context.service.address
        && !locks::take(&mut tx, &address, context.operation.id).await?
    {
        let until = Until::LookAgain(domain::retry::Schedule::REMOTE_TASK);
        return Ok(Stop::new(Note::AddressBusy { address }, until).end());
    }
    found::record(context, &mut tx, &license, license_server::card(&row)?).await?;
    let from = plan_of(&row).unwrap_or_else(|| license.plan_code.clone());
    let license = License { plan_code: from, ..license };
    let offer = Offer { view: &view, period, cost };
    write(context, &mut tx, &license, &server, &target, &offer).await?;
    Ok(End::Next { tx, step: steps.send })
}

async fn not_changed(context: &mut Context, note: Note, steps: &ChangingPlan) -> StepResult {
    let tx = context.begin().await?;
    set_aside::nothing_changed(context, tx, note, steps.begin).await
}

/// The period that the license has, if the new plan is sold for it; else the one that a purchase would have.
async fn period(context: &Context, target: &Wanted, now: Option<i32>) -> Result<Option<Period>, StepError> {
    let db = context.engine().db();
    let sold = price_list::of_plan(db, target.module, &target.plan).await?;
    let periods: Vec<_> = sold.iter().map(|row| row.period).collect();
    if let Some(period) = periods.iter().find(|period| Some(period.code()) == now) {
        return Ok(Some(*period));
    }
    let rules = alignment_rules::list(db, target.module).await?;
    let service = &context.service;
    let choice = license_period(service.period, &periods, &rules, service.tariff_id);
    Ok(choice.ok().map(|choice| choice.period))
}

/// What the license server says that it takes, else the price list's price.
async fn cost(
    context: &Context,
    server: &LicenseServer,
    target: &Wanted,
    period: Period,
    view: &PlanChangeView,
) -> Result<Option<RemoteMoney>, StepError> {
    let sold = price_list::of_plan(context.engine().db(), target.module, &target.plan).await?;
    let listed = sold.iter().find(|row| row.period == period).map(|row| row.cost);
    Ok(SavedOffer::shown(view, server.settings.currency).due.or(listed))
}

async fn write(
    context: &Context,
    tx: &mut Tx,
    license: &License,
    server: &LicenseServer,
    target: &Wanted,
    offer: &Offer<'_>,
) -> Result<(), StepError> {
    let Offer { view, period, cost } = *offer;
    let expected = cost.map(RemoteMoney::e4);
    let marker = format!("kp-{}", Uuid::new_v4());
    let new = NewPlanChange {
        marker: &marker,
        license_id: license.id,
        module_id: license.module_id,
        operation_id: context.operation.id,
        service_id: context.service.id,
        from_code: &license.plan_code,
        to_code: &target.plan,
        to_product_id: target.product,
        period,
        way: match view.way {
            PlanChangeWay::Direct => Way::Direct,
            PlanChangeWay::Wizard => Way::Wizard,
        },
        expected_cost_e4: expected,
        currency: server.settings.currency.as_str(),
        business_day: server.today,
    };
    plan_changes::plan(tx, &new, context.now_ms()).await?;
    let data = serde_json::json!({
        "from": license.plan_code, "to": target.plan, "period": period, "expected_e4": expected,
        "currency": new.currency, "words": view.money_info.as_deref().map(crate::reads::panel_change::plain),
    });
    Ok(context.happened(tx, "license.plan_change_planned", Some(license.id), data).await?)
}
