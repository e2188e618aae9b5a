//! Licenses as staff see them: the list, and one with its timeline.

use std::collections::HashMap;

use domain::access::Action;
use domain::{LicenseId, ProductId};
use store::events::{self, Event};
use store::licenses::{self, Filter, License};
use store::products;
use store::purchases::{self, Purchase};

use crate::{Caller, Engine, Error, Result};

/// A page of licenses.
#[derive(Debug)]
pub struct LicensesPage {
    /// The page, each license with what it is for.
    pub rows: Vec<(License, String)>,
    /// All that match.
    pub total: i64,
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
        .licenses
        .into_iter()
        .map(|license| {
            let name = names.get(&license.product_id).cloned().unwrap_or_default();
            (license, name)
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
        events: events::of_license(engine.db(), id).await?,
        license,
    })
}
