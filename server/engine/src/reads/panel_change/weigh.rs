//! Everything that the ways to another panel are weighed by.

use domain::panel_change::{Current, Facts, Free, PlanOffer, Target};
use domain::period::alignment::license_period;
use domain::pool::{PoolRequest, choose as rank};
use domain::{Date, LicenseId, LicenseState, ModuleId, PlanCode, ProductId, RemoteMoney, ValueId};
use store::licenses::{self, License};
use store::modules::{self, vm_server};
use store::products::{self, Product};
use store::services::Service;
use store::{alignment_rules, module_reads, price_list};

use super::{PanelChoice, SavedOffer};
use crate::operations::facts;
use crate::reads::offer::TariffOffer;
use crate::remotes::LicenseServer;
use crate::remotes::clients::Purpose;
use crate::remotes::saved::{BALANCE, SavedBalance};
use crate::{Engine, Error, Refusal, Result};

/// The panel that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The value of the tariff's panel option.
    pub value: ValueId,
    /// Its name.
    pub name: String,
    /// License server, product and plan; none for no panel.
    pub target: Option<(ModuleId, ProductId, PlanCode)>,
    /// How a client installs it, as staff wrote it.
    pub install_steps: String,
}

/// A chosen panel, with what its ways are weighed by.
#[derive(Debug)]
pub(crate) struct Weighed {
    pub(crate) wanted: Wanted,
    pub(crate) facts: Facts,
    pub(crate) license: Option<License>,
    pub(crate) module: Option<(ModuleId, String)>,
    pub(crate) balance: Option<(RemoteMoney, i64)>,
    pub(crate) asked: Option<(SavedOffer, i64)>,
}

/// Reads what is known; nothing is asked of the license server.
pub(crate) async fn load(
    engine: &Engine,
    service: &Service,
    offer: &TariffOffer,
    choice: &PanelChoice,
) -> Result<Weighed> {
    let db = engine.db();
    let wanted = wanted(engine, service, offer, choice).await?;
    let has = licenses::of_service(db, service.id).await?;
    let license = has.clone().filter(|license| license.state == LicenseState::Attached);
    let left = has.filter(|license| license.state != LicenseState::Attached);
    // Without a panel nothing is asked, but the license that goes back has its rules.
    let module = wanted.target.as_ref().map(|(module, ..)| *module);
    let module = module.or(license.as_ref().map(|license| license.module_id));
    let Some(module) = module else {
        let facts = nothing(engine.clock().today());
        return Ok(Weighed { wanted, facts, license, module: None, balance: None, asked: None });
    };
    let server = LicenseServer::load(engine, module, Purpose::Read).await?;
    let target = match &wanted.target {
        Some((module, product, plan)) => {
            Some(as_target(*module, plan, &self::product(engine, *product).await?))
        }
        None => None,
    };
    let free = match &target {
        Some(target) => free(engine, service, &server, target).await?,
        None => None,
    };
    let occupied = match &left {
        Some(left) => Some((left.id, left.card.expires_on)),
        None => {
            let known = [license.as_ref().map(|own| own.id), free.map(|free| free.license)];
            others(engine, service, &known).await?
        }
    };
    let asked = match (&license, &wanted.target) {
        (Some(license), Some((_, _, plan))) => {
            SavedOffer::find(engine, license.module_id, license.id, plan).await?
        }
        _ => None,
    };
    let balance = balance(engine, &server).await?;
    let facts = Facts {
        current: match &license {
            Some(license) => Some(as_current(license, &product(engine, license.product_id).await?)),
            None => None,
        },
        free,
        price: match &wanted.target {
            Some((module, _, plan)) => price(engine, service, *module, plan).await?,
            None => None,
        },
        target,
        offer: asked.as_ref().map_or(PlanOffer::NotAsked, |(saved, _)| saved.as_offer()),
        occupied,
        purchases_on: server.settings.purchases_on,
        balance: balance.map(|(money, _)| money),
        ip_change: server.settings.claim_rules.ip_change,
        today: server.today,
    };
    let name = modules::find(db, module).await?.map(|module| module.name).unwrap_or_default();
    let module = wanted.target.as_ref().map(|_| (module, name));
    Ok(Weighed { wanted, facts, license, module, balance, asked })
}

async fn wanted(
    engine: &Engine,
    service: &Service,
    offer: &TariffOffer,
    choice: &PanelChoice,
) -> Result<Wanted> {
    let value = offer
        .offer
        .as_ref()
        .and_then(|offer| offer.prices.option(offer.panel))
        .and_then(|option| option.value(choice.value))
        .ok_or(Refusal::PanelNotSold)?;
    let steps = offer.recipe(choice.value).map(|recipe| recipe.steps.clone()).unwrap_or_default();
    let target = match offer.product(choice.value).filter(|_| !value.plan.is_no_panel()) {
        None => None,
        Some(product) => {
            let vm = vm_server::find(engine.db(), service.vm_module_id).await?;
            let module = vm.and_then(|vm| vm.license_server_id).or(service.license_server_id);
            Some((module.ok_or(Refusal::PanelNotSold)?, product, value.plan.clone()))
        }
    };
    Ok(Wanted { value: choice.value, name: value.name.clone(), target, install_steps: steps })
}

fn nothing(today: Date) -> Facts {
    Facts {
        current: None,
        target: None,
        offer: PlanOffer::NotAsked,
        free: None,
        occupied: None,
        price: None,
        purchases_on: false,
        balance: None,
        ip_change: domain::pool::ChangeRule::MoreThanMonth,
        today,
    }
}

async fn product(engine: &Engine, id: ProductId) -> Result<Product> {
    products::find(engine.db(), id).await?.ok_or(Error::NotFound)
}

fn as_current(license: &License, product: &Product) -> Current {
    Current {
        module: license.module_id,
        product: product.id,
        functions: product.function_prefix.as_str().to_owned(),
        addons: product.addons.clone(),
        last_ip_change: license.card.last_ip_change,
    }
}

fn as_target(module: ModuleId, plan: &PlanCode, product: &Product) -> Target {
    Target {
        module,
        product: product.id,
        plan: plan.clone(),
        functions: product.function_prefix.as_str().to_owned(),
        addons: product.addons.clone(),
    }
}

/// Another license of ours than these that is still on the service's address.
async fn others(
    engine: &Engine,
    service: &Service,
    known: &[Option<LicenseId>],
) -> Result<Option<(LicenseId, Option<Date>)>> {
    let Some(address) = &service.address else { return Ok(None) };
    let there = licenses::on_address(engine.db(), address).await?;
    let today = engine.clock().today();
    let mut others = there.iter().filter(|other| {
        !known.contains(&Some(other.id)) && other.card.expires_on.is_none_or(|on| on > today)
    });
    Ok(others.next().map(|other| (other.id, other.card.expires_on)))
}

/// The license that would be taken from the pool now, or back where it waits to leave the service's address.
async fn free(
    engine: &Engine,
    service: &Service,
    server: &LicenseServer,
    target: &Target,
) -> Result<Option<Free>> {
    let Some(address) = service.address else { return Ok(None) };
    let candidates = licenses::pool::candidates(engine.db(), target.module, target.product).await?;
    let request = PoolRequest {
        module: target.module,
        product: target.product,
        addons: target.addons.clone(),
        address,
        today: server.today,
        covered_until: service.paid_until,
    };
    let facts: Vec<_> = candidates
        .iter()
        .filter(|license| license.state == LicenseState::Free || license.card.address == address)
        .map(|license| facts(license, &target.addons, server.today, None))
        .collect();
    let (rules, policy) = (&server.settings.claim_rules, server.settings.claim_policy);
    let ranking = rank(&facts, &request, rules, policy);
    let first = ranking.iter().find(|place| place.is_eligible()).map(|place| place.id);
    let first = first.and_then(|id| candidates.iter().find(|license| license.id == id));
    Ok(first.map(|license| Free {
        license: license.id,
        until: license.card.expires_on,
        is_in_place: license.card.address == address,
    }))
}

/// What a purchase costs, for the period that it would be bought for.
async fn price(
    engine: &Engine,
    service: &Service,
    module: ModuleId,
    plan: &PlanCode,
) -> Result<Option<RemoteMoney>> {
    let sold = price_list::of_plan(engine.db(), module, plan).await?;
    let periods: Vec<_> = sold.iter().map(|row| row.period).collect();
    let rules = alignment_rules::list(engine.db(), module).await?;
    let choice = license_period(service.period, &periods, &rules, service.tariff_id).ok();
    Ok(choice.and_then(|choice| sold.iter().find(|row| row.period == choice.period)).map(|row| row.cost))
}

async fn balance(engine: &Engine, server: &LicenseServer) -> Result<Option<(RemoteMoney, i64)>> {
    let read = module_reads::find(engine.db(), server.remote.module_id, BALANCE).await?;
    let Some((value, at_ms)) = read.and_then(|read| read.value) else { return Ok(None) };
    let saved: Option<SavedBalance> = serde_json::from_value(value).ok();
    let money = saved.and_then(|saved| saved.available(server.settings.currency));
    Ok(money.map(|money| (money, at_ms)))
}
