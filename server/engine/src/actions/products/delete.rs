use domain::ProductId;
use domain::access::Action;
use store::enumerations::uses;
use store::products;

use super::{Group, subject};
use crate::actions::in_use::{NAMED, in_use};
use crate::{Caller, Engine, Result, history};

/// Deletes a product group; refused while something belongs to it. One that is gone already stays gone.
pub async fn delete_product(engine: &Engine, caller: Caller, id: ProductId) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let Some(stored) = products::lock(&mut tx, id).await? else { return Ok(()) };
    in_use(uses::of_product(&mut tx, id, NAMED).await?)?;
    products::delete(&mut tx, id).await?;
    let was = Group::of(&stored).described();
    history::deleted(&mut tx, engine, caller, subject(id, &stored.name), &was).await?;
    Ok(tx.commit().await?)
}
