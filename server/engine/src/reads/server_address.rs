//! The address of a service's server: what we know, what VMmanager showed, and what following it would do.

use domain::access::Action;
use domain::period::alignment::license_period;
use domain::pool::{LastChange, NextChange, PoolRequest, choose, next_change};
use domain::{Date, IpAddress, LicenseId, LicenseState, RemoteId, RemoteMoney, ServiceId, ServiceState};
use store::licenses::{self, License};
use store::services::Service;
use store::services::addresses::Shown;
use store::{Tx, alignment_rules, operations, price_list, products, services};

use super::services::ServiceCard;
use crate::operations::facts;
use crate::remotes::LicenseServer;
use crate::remotes::clients::Purpose;
use crate::{Caller, Engine, Error, Refusal, Result};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ServerAddressPage {
    /// The service.
    pub card: ServiceCard,
    /// What VMmanager showed when it was last read.
    pub shown: Option<Shown>,
    /// The license that serves it.
    pub license: Option<LicenseOnAddress>,
    /// What following would do; none where both addresses are the same, or VMmanager was not read.
    pub following: Option<Following>,
    /// Why nothing can be done now.
    pub problem: Option<Refusal>,
}

/// A license and its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseOnAddress {
    /// Our id.
    pub id: LicenseId,
    /// Its id at the license server.
    pub remote_id: RemoteId,
    /// Its address there.
    pub address: IpAddress,
    /// When its address was changed last.
    pub last_change: LastChange,
    /// When it was read, in machine milliseconds.
    pub read_at_ms: i64,
}

/// What becomes of a service whose server has another address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Following {
    /// No license is concerned: the service has the new address.
    ServerOnly,
    /// The license is on the new address already.
    LicenseIsThere,
    /// A free license of the product is on the new address already: that is taken, and the other one returns.
    TakesOnAddress {
        /// Its id at the license server.
        license: RemoteId,
    },
    /// The license's address is changed.
    ChangesLicense {
        /// Whether the date of its last change is known; else the license server may refuse.
        is_sure: bool,
        /// The first day on which the next change is allowed after one today.
        next: Date,
        /// What happens if the license server refuses it after all.
        otherwise: Another,
    },
    /// The license's address may not be changed yet: another one is got, and this one returns.
    GetsAnother {
        /// The first day on which it may.
        not_before: Date,
        /// Where the other one comes from.
        another: Another,
    },
    /// The server stands still: its license returns, and another one is got when it is resumed.
    ReturnsLicense {
        /// The first day on which its address may be changed.
        not_before: Date,
    },
}

/// Where another license comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Another {
    /// From the pool: nothing is bought.
    Pooled {
        /// Its id at the license server.
        license: RemoteId,
        /// The day at whose 00:00 it is over.
        expires_on: Option<Date>,
    },
    /// It is bought.
    Bought {
        /// For how many months.
        period: domain::Period,
        /// For how much.
        cost: RemoteMoney,
    },
    /// The price list as last read sells it for no period.
    NotSold,
}

/// The page about a server's address.
pub async fn server_address(engine: &Engine, caller: Caller, id: ServiceId) -> Result<ServerAddressPage> {
    caller.may(Action::SeeStaffPages)?;
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let shown = services::addresses::shown(engine.db(), id).await?;
    let license = licenses::of_service(engine.db(), id).await?;
    let license = license.filter(|license| license.state == LicenseState::Attached);
    let mut tx = engine.db().begin().await?;
    let problem = problem(&mut tx, &service).await?;
    drop(tx);
    let to = shown.as_ref().and_then(Shown::main).filter(|to| service.address != Some(*to));
    let following = match to {
        Some(to) => Some(following(engine, &service, license.as_ref(), to).await?),
        None => None,
    };
    let license = license.map(|license| LicenseOnAddress {
        id: license.id,
        remote_id: license.remote_id,
        address: license.card.address,
        last_change: license.card.last_ip_change,
        read_at_ms: license.read_at_ms,
    });
    Ok(ServerAddressPage { card: ServiceCard::new(service), shown, license, following, problem })
}

/// Why a server's address cannot be followed now.
pub(crate) async fn problem(tx: &mut Tx, service: &Service) -> Result<Option<Refusal>> {
    if !matches!(service.state, ServiceState::Active | ServiceState::Suspended) || service.vm_id.is_none() {
        return Ok(Some(Refusal::NotDelivered));
    }
    let open = operations::open_of_service(tx, service.id).await?;
    Ok(open.first().map(|open| Refusal::OperationOpen { operation: open.id }))
}

async fn following(
    engine: &Engine,
    service: &Service,
    license: Option<&License>,
    to: IpAddress,
) -> Result<Following> {
    let Some(license) = license else { return Ok(Following::ServerOnly) };
    if license.card.address == to {
        return Ok(Following::LicenseIsThere);
    }
    let server = LicenseServer::load(engine, license.module_id, Purpose::Read).await?;
    let candidates = licenses::pool::candidates(engine.db(), license.module_id, license.product_id).await?;
    let on_address = candidates.iter().find(|other| {
        other.card.address == to && other.id != license.id && other.state != LicenseState::Reserved
    });
    if let Some(other) = on_address {
        return Ok(Following::TakesOnAddress { license: other.remote_id.clone() });
    }
    let rule = server.settings.claim_rules.ip_change;
    let next = next_change(license.card.last_ip_change, rule, server.today);
    if let (NextChange::NotBefore(not_before), ServiceState::Suspended) = (next, service.state) {
        return Ok(Following::ReturnsLicense { not_before });
    }
    let another = another(engine, service, license, &server, to, &candidates).await?;
    Ok(match next {
        NextChange::NotBefore(not_before) => Following::GetsAnother { not_before, another },
        next => Following::ChangesLicense {
            is_sure: next == NextChange::Allowed,
            next: rule.next_allowed(server.today),
            otherwise: another,
        },
    })
}

/// Where another license would come from, by what is known now.
async fn another(
    engine: &Engine,
    service: &Service,
    license: &License,
    server: &LicenseServer,
    to: IpAddress,
    candidates: &[License],
) -> Result<Another> {
    let product = products::find(engine.db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let request = PoolRequest {
        module: license.module_id,
        product: product.id,
        addons: product.addons.clone(),
        address: to,
        today: server.today,
        covered_until: service.paid_until,
    };
    let free = candidates.iter().filter(|other| other.state == LicenseState::Free);
    let facts: Vec<_> = free.map(|other| facts(other, &product.addons, server.today, None)).collect();
    let settings = &server.settings;
    let ranking = choose(&facts, &request, &settings.claim_rules, settings.claim_policy);
    let first = ranking.iter().find(|place| place.is_eligible());
    if let Some(first) = first.and_then(|place| candidates.iter().find(|other| other.id == place.id)) {
        let (license, expires_on) = (first.remote_id.clone(), first.card.expires_on);
        return Ok(Another::Pooled { license, expires_on });
    }
    let Some(plan) = &service.plan_code else { return Ok(Another::NotSold) };
    let sold = price_list::of_plan(engine.db(), license.module_id, plan).await?;
    let periods: Vec<_> = sold.iter().map(|row| row.period).collect();
    let rules = alignment_rules::list(engine.db(), license.module_id).await?;
    let Ok(choice) = license_period(service.period, &periods, &rules, service.tariff_id) else {
        return Ok(Another::NotSold);
    };
    let cost = sold.iter().find(|row| row.period == choice.period).map(|row| row.cost);
    Ok(cost.map_or(Another::NotSold, |cost| Another::Bought { period: choice.period, cost }))
}

/// Servers that were last seen with another main address than the one we know.
pub async fn moved_servers(engine: &Engine, caller: Caller) -> Result<Vec<services::addresses::Moved>> {
    caller.may(Action::SeeStaffPages)?;
    Ok(services::addresses::moved(engine.db(), MOVED_SHOWN).await?)
}

/// More are not shown at once: each needs a look of its own.
const MOVED_SHOWN: i64 = 20;
