//! Copies a tariff plan with everything that stands under it, disabled.

use domain::TariffId;
use domain::access::Action;
use domain::form::Reader;
use store::tariffs::{self, Details, plan};

use super::add_tariff_plan::keep_added;
use crate::remotes::vm_lists;
use crate::tariff_plan::described;
use crate::{Caller, Engine, Error, Result, history};

/// Copies a tariff plan under another name; the same form sent again shows the first copy.
pub async fn copy_tariff(
    engine: &Engine,
    caller: Caller,
    id: TariffId,
    name: &str,
    key: &str,
) -> Result<TariffId> {
    caller.may(Action::ManageProducts)?;
    let mut read = Reader::default();
    let name = read.text("name", name, 100);
    read.done()?;
    let lists = vm_lists::load(engine).await?;
    let mut tx = engine.db().begin().await?;
    if let Some(id) = history::added_before(&mut tx, engine, key).await? {
        return Ok(TariffId::new(id));
    }
    let original = tariffs::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let copied_from = original.details.name.clone();
    let details = Details { name, enabled: false, ..original.details };
    let copy = tariffs::insert(&mut tx, &details).await?;
    tariffs::copy_parts(&mut tx, id, copy).await?;
    let plan = plan::find(&mut tx, copy).await?.ok_or(Error::NotFound)?;
    let mut now = vec![("copied_from".to_owned(), copied_from)];
    now.extend(described::described(&plan, &lists));
    keep_added(&mut tx, engine, caller, &plan, key, &now).await?;
    tx.commit().await?;
    Ok(copy)
}
