use domain::ProductId;
use domain::access::Action;
use domain::catalogue::{Object, changes};
use domain::form::{FieldProblem, Problem};
use store::products;

use super::{Group, ProductForm, write};
use crate::{Caller, Engine, Error, Refusal, Result, history};

/// Changes a product group; `version` is the one that the form was opened with.
///
/// A plan code that a value of an enumeration sells stays in the group.
pub async fn edit_product(
    engine: &Engine,
    caller: Caller,
    id: ProductId,
    version: i64,
    form: &ProductForm,
) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let new = Group::read(form)?;
    let mut tx = engine.db().begin().await?;
    let stored = products::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let old = Group::of(&stored);
    if changes(&old.described(), &new.described()).is_empty() {
        return Ok(());
    }
    history::unchanged_since(&mut tx, (Object::Product, id.get()), version, stored.version).await?;
    let on_sale = products::codes_on_sale(&mut tx, id).await?;
    if let Some(code) = on_sale.into_iter().find(|code| !new.plan_codes.contains(code)) {
        let problem = Problem::StillOnSale { code };
        return Err(Refusal::Field(FieldProblem::new("plan_codes", problem)).into());
    }
    write(&mut tx, engine, caller, id, &old, &new).await?;
    Ok(tx.commit().await?)
}
