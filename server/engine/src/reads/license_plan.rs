//! What resuming a service would do about its license, by what is known here: nothing is asked for it.

use domain::coverage::{Attached, Coverage, coverage};
use domain::period::alignment::{PeriodChoice, license_period};
use domain::period::renewal::{Renewable, renewal_period};
use domain::pool::{PoolRequest, Standing, choose};
use domain::{
    Date, LicenseId, LicenseState, ModuleId, PanelState, Period, PlanCode, RemoteMoney, RemoteStatus,
};
use store::licenses::{self, License};
use store::modules::license_server::{self, LicenseServer};
use store::price_list::PriceListRow;
use store::services::Service;
use store::{alignment_rules, price_list, products};

use crate::operations::facts;
use crate::{Engine, Error, Result};

/// Where the license of a service that is resumed comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum LicensePlan {
    /// It needs none: it has no control panel, or staff gave the panel up.
    None,
    /// It has one that is good for now.
    Kept {
        /// The license.
        license: LicenseId,
        /// The day at whose 00:00 it is over.
        expires_on: Option<Date>,
    },
    /// It has one that is renewed.
    Renew {
        /// The license.
        license: LicenseId,
        /// For how long; absent where the license server sells no such period.
        price: Option<PlannedPrice>,
    },
    /// Its own is on its way to the pool, and is taken back.
    TakeBack {
        /// The license.
        license: LicenseId,
    },
    /// A free one is taken: this one, by what is known now.
    Claim {
        /// The license.
        license: LicenseId,
        /// Why it, and not another.
        standing: Standing,
        /// When its address and its key may be changed again after that.
        next_change: (Date, Date),
    },
    /// None is free: one is bought.
    Buy {
        /// Its plan code.
        plan: PlanCode,
        /// For how long; absent where the license server sells no such period.
        price: Option<PlannedPrice>,
    },
}

/// A period at the license server with what it costs there.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedPrice {
    /// The period, and why that one.
    pub choice: PeriodChoice,
    /// What the price list says.
    pub cost: Option<RemoteMoney>,
}

/// Plans it for today.
pub(super) async fn license_plan(engine: &Engine, service: &Service) -> Result<LicensePlan> {
    let license = licenses::of_service(engine.db(), service.id).await?;
    let Some(license) = license else {
        return match service.panel_state {
            PanelState::None | PanelState::GivenUp => Ok(LicensePlan::None),
            _ => another(engine, service).await,
        };
    };
    if license.state != LicenseState::Attached {
        return Ok(LicensePlan::TakeBack { license: license.id });
    }
    let (settings, today) = server(engine, license.module_id).await?;
    let status = Some(license.card.status).filter(|status| *status != RemoteStatus::Deleted);
    let (expires_on, paid_until) = (license.card.expires_on, service.paid_until);
    let attached = Attached { status, expires_on, paid_until };
    match coverage(&attached, today, settings.renew_before_days) {
        Coverage::NotPaid { .. }
        | Coverage::Covered { .. }
        | Coverage::DueLater { .. }
        | Coverage::ExpiryUnknown => Ok(LicensePlan::Kept { license: license.id, expires_on }),
        Coverage::RenewBeforeExpiry { expires_on } => {
            renewal(engine, service, &license, &settings, expires_on).await
        }
        Coverage::RenewExpired { .. } => renewal(engine, service, &license, &settings, today).await,
        Coverage::Replace { .. } => another(engine, service).await,
    }
}

async fn server(engine: &Engine, module: ModuleId) -> Result<(LicenseServer, Date)> {
    let settings = license_server::find(engine.db(), module).await?.ok_or(Error::NotFound)?;
    let zone = jiff::tz::TimeZone::get(&settings.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let today = engine.clock().today_in(&zone);
    Ok((settings, today))
}

async fn renewal(
    engine: &Engine,
    service: &Service,
    license: &License,
    settings: &LicenseServer,
    starts_on: Date,
) -> Result<LicensePlan> {
    let sold = price_list::of_plan(engine.db(), license.module_id, &license.plan_code).await?;
    let rules = alignment_rules::list(engine.db(), license.module_id).await?;
    let (paid_until, shortest) = (service.paid_until, settings.shortest_renewals);
    let renewable = Renewable { service: service.period, starts_on, paid_until, shortest };
    let choice = renewal_period(&renewable, &periods(&sold), &rules, service.tariff_id).ok();
    Ok(LicensePlan::Renew { license: license.id, price: choice.map(|choice| priced(choice, &sold)) })
}

/// A free license, else a bought one.
async fn another(engine: &Engine, service: &Service) -> Result<LicensePlan> {
    let (Some(module), Some(product), Some(plan), Some(address)) =
        (service.license_server_id, service.product_id, service.plan_code.clone(), service.address)
    else {
        return Ok(LicensePlan::None);
    };
    let product = products::find(engine.db(), product).await?.ok_or(Error::NotFound)?;
    let (settings, today) = server(engine, module).await?;
    let request = PoolRequest {
        module,
        product: product.id,
        addons: product.addons.clone(),
        address,
        today,
        covered_until: service.paid_until,
    };
    let facts: Vec<_> = licenses::pool::candidates(engine.db(), module, product.id)
        .await?
        .iter()
        .filter(|license| license.state == LicenseState::Free || license.card.address == address)
        .map(|license| facts(license, &product.addons, today, None))
        .collect();
    let ranking = choose(&facts, &request, &settings.claim_rules, settings.claim_policy);
    if let Some(place) = ranking.into_iter().find(|place| place.is_eligible()) {
        let rules = &settings.claim_rules;
        let next_change = (rules.ip_change.next_allowed(today), rules.key_change.next_allowed(today));
        return Ok(LicensePlan::Claim { license: place.id, standing: place.standing, next_change });
    }
    let sold = price_list::of_plan(engine.db(), module, &plan).await?;
    let rules = alignment_rules::list(engine.db(), module).await?;
    let choice = license_period(service.period, &periods(&sold), &rules, service.tariff_id).ok();
    Ok(LicensePlan::Buy { plan, price: choice.map(|choice| priced(choice, &sold)) })
}

fn periods(sold: &[PriceListRow]) -> Vec<Period> {
    sold.iter().map(|row| row.period).collect()
}

fn priced(choice: PeriodChoice, sold: &[PriceListRow]) -> PlannedPrice {
    let cost = sold.iter().find(|row| row.period == choice.period).map(|row| row.cost);
    PlannedPrice { choice, cost }
}
