//! Licenses as staff see them: the list, and one with its timeline.

use std::collections::HashMap;

use domain::access::Action;
use domain::{ClientId, HostName, LicenseId, ProductId};
use store::charges::{self, ListLine};
use store::events::{self, Event};
use store::licenses::{self, Cost, Filter, License, Line};
use store::products;
use store::purchases::{self, Purchase};

use crate::{Caller, Engine, Error, Result};

/// A page of licenses.
#[derive(Debug)]
pub struct LicensesPage {
    /// The page.
    pub rows: Vec<LicenseRow>,
    /// All that match.
    pub total: i64,
}

/// A license in the list.
#[derive(Debug)]
pub struct LicenseRow {
    /// The license.
    pub license: License,
    /// What it is a license for.
    pub product: String,
    /// The host name of the service that it serves, and its client.
    pub serves: Option<(HostName, ClientId, String)>,
    /// What it cost so far.
    pub cost: Cost,
}

/// One license.
#[derive(Debug)]
pub struct LicensePage {
    /// The license.
    pub license: License,
    /// What it is a license for.
    pub product: String,
    /// The purchase that made it; absent for one that was there before us.
    pub purchase: Option<Purchase>,
    /// What was taken for it, the latest first.
    pub charges: Vec<ListLine>,
    /// What happened to it, newest first.
    pub events: Vec<Event>,
}

/// Reads a page of licenses.
pub async fn licenses(engine: &Engine, caller: Caller, filter: &Filter) -> Result<LicensesPage> {
    caller.may(Action::SeeStaffPages)?;
    let names: HashMap<ProductId, String> =
        products::list(engine.db()).await?.into_iter().map(|product| (product.id, product.name)).collect();
    let listed = licenses::list(engine.db(), filter).await?;
    let rows = listed
        .lines
        .into_iter()
        .map(|Line { license, serves, cost }| {
            let product = names.get(&license.product_id).cloned().unwrap_or_default();
            LicenseRow { license, product, serves, cost }
        })
        .collect();
    Ok(LicensesPage { rows, total: listed.total })
}

/// Reads one license.
pub async fn license(engine: &Engine, caller: Caller, id: LicenseId) -> Result<LicensePage> {
    caller.may(Action::SeeStaffPages)?;
    let license = licenses::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let product = products::find(engine.db(), license.product_id).await?.ok_or(Error::NotFound)?;
    Ok(LicensePage {
        product: product.name,
        purchase: purchases::of_license(engine.db(), id).await?,
        charges: charges::of_license(engine.db(), id).await?,
        events: events::of_license(engine.db(), id).await?,
        license,
    })
}
