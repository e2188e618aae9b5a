//! Edits a tariff plan. What was ordered keeps what it was sold; the next client sees what is said now.

use domain::TariffId;
use domain::access::Action;
use domain::catalogue::{Object, Root, changes};
use store::tariffs::{self, plan};

use crate::history::{self, Subject};
use crate::remotes::vm_lists;
use crate::tariff_plan::{TariffForm, described, read};
use crate::{Caller, Engine, Error, Refusal, Result};

/// Writes what a tariff's form says; one that says what is there changes nothing.
pub async fn edit_tariff(engine: &Engine, caller: Caller, id: TariffId, form: &TariffForm) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let lists = vm_lists::load(engine).await?;
    let mut tx = engine.db().begin().await?;
    let old = plan::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let new = read(form, &old, &lists)?;
    if new == old {
        return Ok(());
    }
    let object = (Object::Tariff, id.get());
    history::unchanged_since(&mut tx, object, form.version, old.tariff.version).await?;
    if !tariffs::update(&mut tx, (id, old.tariff.version), &new.tariff.details).await? {
        // Somebody was faster by a moment.
        return Err(Refusal::ChangedMeanwhile { by: None, at_ms: None }.into());
    }
    plan::replace_parts(&mut tx, &new).await?;
    let fields = changes(&described::described(&old, &lists), &described::described(&new, &lists));
    let name = new.tariff.details.name.as_str();
    let subject = Subject { root: (Root::Tariff, id.get()), object, name };
    history::changed(&mut tx, engine, caller, subject, &fields).await?;
    tx.commit().await?;
    Ok(())
}
