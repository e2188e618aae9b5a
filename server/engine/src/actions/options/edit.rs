use domain::OptionId;
use domain::access::Action;
use domain::catalogue::changes;
use store::tariffs::options::{self, TariffOption};

use super::form::{OptionForm, described};
use super::{object, subject, taken};
use crate::{Caller, Engine, Error, Result, history};

/// Changes an option; its type, its value type and its enumeration stay. `version` is the one that the form was opened
/// with. What was ordered keeps what it was sold.
pub async fn edit_option(
    engine: &Engine,
    caller: Caller,
    id: OptionId,
    version: i64,
    form: &OptionForm,
) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let stored = super::state::held(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let details = form.read(Some(&stored.details))?;
    let was = described(&mut tx, &stored.details).await?;
    let now = described(&mut tx, &details).await?;
    let fields = changes(&was, &now);
    if fields.is_empty() {
        return Ok(());
    }
    history::unchanged_since(&mut tx, object(id), version, stored.version).await?;
    options::update(&mut tx, id, &details).await.map_err(taken)?;
    let option = TariffOption { details, ..stored };
    history::changed(&mut tx, engine, caller, subject(&option), &fields).await?;
    Ok(tx.commit().await?)
}
