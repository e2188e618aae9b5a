//! Step: where the license comes from: already on the address, from the pool, or bought.

use std::collections::BTreeSet;

use billmanager::LicenseRow;
use domain::operation::Note;
use domain::period::alignment::license_period;
use domain::pool::{PoolRequest, Ranked, Standing, attached_name, choose as rank};
use domain::retry::Schedule;
use domain::{Date, IpAddress, LicenseState, ModuleId, PlanCode, RemoteId, RemoteMoney};
use jiff::ToSpan;
use store::licenses::{self, License};
use store::products::{self, Product};
use store::purchases::{self, NewPurchase};
use store::{alignment_rules, locks, price_list};
use uuid::Uuid;

use super::data::{Claim, Data};
use super::missing::usable;
use super::{facts, found};
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::license_server::{self, LicenseServer};
use crate::{Error, remotes};

/// The steps that may follow.
pub struct Chosen {
    /// When one is taken from the pool.
    pub claim: &'static str,
    /// When one is bought.
    pub buy: &'static str,
    /// When a purchase is under way already.
    pub seek: &'static str,
    /// When the license is there already.
    pub await_key: &'static str,
}

/// What is wanted, and for whom.
struct Wanted {
    server: LicenseServer,
    module: ModuleId,
    product: Product,
    plan: PlanCode,
    address: IpAddress,
}

/// Chooses, and reserves or plans in the same commit.
pub(in crate::operations) async fn choose(context: &mut Context, chosen: &Chosen) -> StepResult {
    let db = context.engine().db().clone();
    let wanted = wanted(context).await?;
    // The license that another one is to replace is not what is wanted.
    let is_change = context.data::<Data>()?.change.is_some();
    let has = licenses::of_service(&db, context.service.id).await?;
    let is_wanted = |license: &License| !is_change || license.product_id == wanted.product.id;
    if has.as_ref().is_some_and(is_wanted) {
        return Ok(End::Next { tx: context.begin().await?, step: chosen.await_key });
    }
    if let Some(purchase) = purchases::live(&db, context.operation.id).await? {
        let step = if purchase.state.is_undecided() { chosen.seek } else { chosen.buy };
        return Ok(End::Next { tx: context.begin().await?, step });
    }
    if context.data::<Data>()?.change.is_some_and(|change| change.may_buy) {
        // Somebody agreed to a price: what it is now is compared with that.
        remotes::saved::refresh_price_list(context.engine(), wanted.module).await?;
    }
    let prefix = license_server::prefix(&wanted.product)?;
    let list = context.ask(&wanted.server.remote, wanted.server.client.licenses(&prefix)).await?;
    usable(context, wanted.module, &wanted.product, &list).await?;
    let mut tx = context.begin().await?;
    if !locks::take(&mut tx, &wanted.address, context.operation.id).await? {
        let busy = Note::AddressBusy { address: wanted.address };
        return Ok(Stop::new(busy, Until::LookAgain(Schedule::REMOTE_TASK)).end());
    }
    found::refresh(context, &mut tx, wanted.module, &list.rows).await?;
    if has.is_none() {
        if found::late_arrival(context, &mut tx, wanted.module, &wanted.product, &list.rows).await? {
            return Ok(End::Next { tx, step: chosen.await_key });
        }
        found::import_on_address(
            context,
            &mut tx,
            &wanted.server,
            &wanted.product,
            wanted.address,
            &list.rows,
        )
        .await?;
    }
    let candidates = licenses::pool::candidates(&mut tx, wanted.module, wanted.product.id).await?;
    let ranking = ranking(context, &wanted, &candidates);
    for place in ranking.iter().filter(|place| place.is_eligible()) {
        if licenses::reservation::take(&mut tx, place.id, context.operation.id).await? {
            return claim(context, tx, place, &candidates, chosen.claim).await;
        }
    }
    if !ranking.is_empty() {
        let data = serde_json::json!({ "ranking": ranking });
        context.happened(&mut tx, "pool.none_eligible", None, data).await?;
    }
    if let Some(license) = found::occupant(&wanted.product, wanted.address, &list.rows) {
        let note = Note::AddressOccupied { address: wanted.address, license };
        return Ok(Stop::new(note, Until::Mended).with(tx).end());
    }
    plan(context, tx, &wanted, &list.rows, chosen.buy).await
}

async fn wanted(context: &Context) -> Result<Wanted, StepError> {
    let service = &context.service;
    let change = context.data::<Data>()?.change.and_then(|change| change.target);
    let (module, product, plan) = match change {
        Some(target) => (target.module, target.product, target.plan),
        None => {
            let Some(module) = service.license_server_id else {
                return Err(Stop::new(Note::NoLicenseServer, Until::Mended).into());
            };
            let (Some(product), Some(plan)) = (service.product_id, service.plan_code.clone()) else {
                return Err(Error::NotFound.into());
            };
            (module, product, plan)
        }
    };
    let server = context.license_server(module).await?;
    let product = products::find(context.engine().db(), product).await?.ok_or(Error::NotFound)?;
    let address = service.address.ok_or(Error::NotFound)?;
    Ok(Wanted { server, module, product, plan, address })
}

fn ranking(context: &Context, wanted: &Wanted, candidates: &[License]) -> Vec<Ranked> {
    let settings = &wanted.server.settings;
    let request = PoolRequest {
        module: wanted.module,
        product: wanted.product.id,
        addons: wanted.product.addons.clone(),
        address: wanted.address,
        today: wanted.server.today,
        covered_until: context.service.paid_until,
    };
    // What stayed on another address is no candidate; on this address it is the first.
    let facts: Vec<_> = candidates
        .iter()
        // A trial is served by a trial, and no trial is in the pool.
        .filter(|_| !context.service.period.is_trial())
        .filter(|license| {
            matches!(license.state, LicenseState::Free | LicenseState::Reserved)
                || license.card.address == wanted.address
        })
        .map(|license| {
            facts(license, &wanted.product.addons, wanted.server.today, Some(context.operation.id))
        })
        .collect();
    rank(&facts, &request, &settings.claim_rules, settings.claim_policy)
}

async fn claim(
    context: &mut Context,
    mut tx: store::Tx,
    place: &Ranked,
    candidates: &[License],
    next: &'static str,
) -> StepResult {
    let was = candidates
        .iter()
        .find(|license| license.id == place.id)
        .map_or(LicenseState::Free, |license| license.state);
    let new_key = !matches!(place.standing, Standing::OnThisAddress { new_key: false });
    let claim = Claim {
        license: place.id,
        was: if was == LicenseState::Reserved { LicenseState::Free } else { was },
        standing: place.standing.clone(),
        new_key,
        old_key: None,
        is_active: false,
        refused: None,
        is_stuck: false,
    };
    let data: Data = context.data()?;
    context.set_data(&Data { claim: Some(claim), ..data })?;
    let data = serde_json::json!({ "standing": place.standing });
    context.happened(&mut tx, "license.reserved", Some(place.id), data).await?;
    Ok(End::Next { tx, step: next })
}

/// Plans a purchase, with the snapshot of what is there now.
async fn plan(
    context: &mut Context,
    mut tx: store::Tx,
    wanted: &Wanted,
    rows: &[LicenseRow],
    next: &'static str,
) -> StepResult {
    if !wanted.server.settings.purchases_on {
        let stop = Stop::new(Note::PurchasesOff, Until::LookAgain(Schedule::WAITING_FOR_FUNDS));
        return Ok(stop.with(tx).end());
    }
    let data: Data = context.data()?;
    if data.change.as_ref().is_some_and(|change| !change.may_buy) {
        return Ok(Stop::new(Note::PoolRanOut, Until::Mended).with(tx).end());
    }
    let limit = context.engine().settings().purchases_per_client;
    let after = days_before(wanted.server.today, 30);
    let lately = purchases::lately(&mut tx, context.service.client_id, &wanted.plan, after).await?;
    if lately >= i64::from(limit) && !data.purchase_allowed {
        return Ok(Stop::new(Note::PurchaseLimit { limit }, Until::Mended).with(tx).end());
    }
    let sold = price_list::of_plan(&mut tx, wanted.module, &wanted.plan).await?;
    let periods: Vec<_> = sold.iter().map(|row| row.period).collect();
    let rules = alignment_rules::list(&mut tx, wanted.module).await?;
    let Ok(choice) = license_period(context.service.period, &periods, &rules, context.service.tariff_id)
    else {
        drop(tx);
        remotes::saved::refresh_price_list(context.engine(), wanted.module).await?;
        let note = Note::PlanNotSold { plan: wanted.plan.clone() };
        return Ok(Stop::new(note, Until::Retry).end());
    };
    let price = sold.iter().find(|row| row.period == choice.period).map(|row| row.cost);
    if let Some(note) = data.change.as_ref().and_then(|change| change.too_dear(price)) {
        return Ok(Stop::new(note, Until::Mended).with(tx).end());
    }
    let expected = price.map(RemoteMoney::e4);
    let marker = format!("kp-{}", Uuid::new_v4());
    let name = attached_name(context.service.id, context.service.host_name.as_str());
    let new = NewPurchase {
        marker: &marker,
        module_id: wanted.module,
        operation_id: context.operation.id,
        service_id: context.service.id,
        product_id: wanted.product.id,
        plan_code: &wanted.plan,
        period: choice.period,
        period_choice: serde_json::to_value(&choice).map_err(Error::setup)?,
        address: wanted.address,
        license_name: &name,
        expected_cost_e4: expected,
        currency: wanted.server.settings.currency.as_str(),
        business_day: wanted.server.today,
    };
    let snapshot: BTreeSet<RemoteId> = rows.iter().map(|row| license_server::remote_id(row.id)).collect();
    purchases::plan(&mut tx, &new, &snapshot, context.now_ms()).await?;
    let data = serde_json::json!({ "choice": choice, "expected_e4": expected, "currency": new.currency });
    context.happened(&mut tx, "license.purchase_planned", None, data).await?;
    Ok(End::Next { tx, step: next })
}

fn days_before(date: Date, days: i64) -> Date {
    date.checked_sub(days.days()).unwrap_or(date)
}
