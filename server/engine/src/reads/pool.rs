//! The pool: what is paid and serves nobody, until when, and who may have it.

use std::collections::HashMap;

use domain::access::Action;
use domain::pool::{Eligibility, Forecast, PoolRequest, eligibility, forecast};
use domain::{Date, LicenseState, ModuleId, ProductId};
use store::licenses::License;
use store::{licenses, modules, products};

use crate::operations::facts;
use crate::{Caller, Engine, Result};

/// The pool.
#[derive(Debug)]
pub struct PoolPage {
    /// Every license that is paid and serves nobody, latest expiry first.
    pub rows: Vec<PoolRow>,
    /// How many of them could be taken today.
    pub eligible: usize,
}

/// A license in the pool.
#[derive(Debug)]
pub struct PoolRow {
    /// The license.
    pub license: License,
    /// What it is a license for.
    pub product: String,
    /// The license server's name.
    pub module: String,
    /// Days until it is over.
    pub days_left: Option<i64>,
    /// Whether a request that suits it could take it today, and if not, every reason.
    pub eligibility: Eligibility,
    /// From which day it can be taken.
    pub forecast: Forecast,
}

/// Reads the pool.
pub async fn pool(engine: &Engine, caller: Caller) -> Result<PoolPage> {
    caller.may(Action::SeeStaffPages)?;
    let db = engine.db();
    let products: HashMap<ProductId, _> =
        products::list(db).await?.into_iter().map(|product| (product.id, product)).collect();
    let servers = servers(engine).await?;
    let mut rows = Vec::new();
    for license in licenses::pool::all(db).await? {
        let Some(product) = products.get(&license.product_id) else { continue };
        let Some((module, settings, today)) = servers.get(&license.module_id) else { continue };
        // A license that waits for its address is judged as the free one it will be, on the day it is.
        let facts = facts(&license, &product.addons, *today, None);
        let request = PoolRequest::suiting(&facts, *today);
        let rules = &settings.claim_rules;
        rows.push(PoolRow {
            days_left: license.card.expires_on.map(|on| days_between(*today, on)),
            eligibility: eligibility(&facts, &request, rules),
            forecast: forecast(&facts, &request, rules).once_known(settings.release_counts_as_change),
            product: product.name.clone(),
            module: module.clone(),
            license,
        });
    }
    let is_eligible =
        |row: &&PoolRow| row.license.state == LicenseState::Free && row.eligibility == Eligibility::Eligible;
    let eligible = rows.iter().filter(is_eligible).count();
    Ok(PoolPage { rows, eligible })
}

type Server = (String, modules::license_server::LicenseServer, Date);

async fn servers(engine: &Engine) -> Result<HashMap<ModuleId, Server>> {
    let mut servers = HashMap::new();
    for module in modules::list(engine.db()).await? {
        if let Some(settings) = modules::license_server::find(engine.db(), module.id).await? {
            let zone = jiff::tz::TimeZone::get(&settings.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
            let today = engine.clock().today_in(&zone);
            servers.insert(module.id, (module.name, settings, today));
        }
    }
    Ok(servers)
}

fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}
