use domain::ProductId;
use domain::access::Action;
use store::form_keys;

use super::{Group, ProductForm, insert};
use crate::{Caller, Engine, Result, history};

/// Adds a product group; `key` is the form's one-time key.
pub async fn add_product(
    engine: &Engine,
    caller: Caller,
    form: &ProductForm,
    key: &str,
) -> Result<ProductId> {
    caller.may(Action::ManageProducts)?;
    let group = Group::read(form)?;
    let mut tx = engine.db().begin().await?;
    if let Some(id) = history::added_before(&mut tx, engine, key).await? {
        return Ok(ProductId::new(id));
    }
    let id = insert(&mut tx, engine, caller, &group, "name").await?;
    form_keys::keep(&mut tx, key, id.get()).await?;
    tx.commit().await?;
    Ok(id)
}
