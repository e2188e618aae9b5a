//! Adds a license product: plan codes that are one product at the license server.

use domain::ProductId;
use domain::access::Action;
use store::products::{self, NewProduct};

use crate::{Caller, Engine, Result};

/// Adds a license product with its plan codes.
pub async fn add_product(engine: &Engine, caller: Caller, new: &NewProduct<'_>) -> Result<ProductId> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let id = products::insert(&mut tx, new).await?;
    tx.commit().await?;
    Ok(id)
}
