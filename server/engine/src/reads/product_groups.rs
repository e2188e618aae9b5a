//! The product groups, and one of them.

use domain::ProductId;
use domain::access::Action;
use store::enumerations::uses;
use store::products::list::{self, Line, Wanted};
use store::products::{self, Product};

use crate::actions::in_use::{NAMED, named};
use crate::{Caller, Engine, Error, Result, Use};

/// A page of the list of product groups.
#[derive(Debug)]
pub struct ProductGroupsPage {
    /// The rows of this page.
    pub lines: Vec<Line>,
    /// How many there are on all pages.
    pub total: i64,
}

/// A product group, with what belongs to it.
#[derive(Debug)]
pub struct ProductGroupPage {
    /// The product group.
    pub product: Product,
    /// How many licenses that are not gone belong to it.
    pub licenses: i64,
    /// The first things that belong to it.
    pub uses: Vec<Use>,
    /// How many more there are.
    pub more_uses: u64,
}

/// One page of the list.
pub async fn product_groups(
    engine: &Engine,
    caller: Caller,
    wanted: &Wanted<'_>,
) -> Result<ProductGroupsPage> {
    caller.may(Action::SeeStaffPages)?;
    let lines = list::page(engine.db(), wanted).await?;
    Ok(ProductGroupsPage { lines, total: list::count(engine.db(), wanted).await? })
}

/// One product group.
pub async fn product_group(engine: &Engine, caller: Caller, id: ProductId) -> Result<ProductGroupPage> {
    caller.may(Action::SeeStaffPages)?;
    let product = products::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let licenses = uses::licenses_of_product(engine.db(), id).await?;
    let (uses, more_uses) = named(uses::of_product(engine.db(), id, NAMED).await?);
    Ok(ProductGroupPage { product, licenses, uses, more_uses })
}
