use domain::access::Action;
use domain::{OptionId, TariffId};
use store::tariffs::options::{self, Choice, TariffOption, grid};
use store::{form_keys, tariffs};

use super::form::{OptionForm, described};
use super::{subject, taken};
use crate::{Caller, Engine, Error, Result, history};

/// Adds an option to a tariff, enabled and without prices; a panel option offers every value of its enumeration.
/// `key` is the form's one-time key.
pub async fn add_option(
    engine: &Engine,
    caller: Caller,
    tariff: TariffId,
    form: &OptionForm,
    key: &str,
) -> Result<OptionId> {
    caller.may(Action::ManageProducts)?;
    let details = form.read(None)?;
    let mut tx = engine.db().begin().await?;
    if let Some(id) = history::added_before(&mut tx, engine, key).await? {
        return Ok(OptionId::new(id));
    }
    tariffs::find(&mut tx, tariff).await?.ok_or(Error::NotFound)?;
    let now = described(&mut tx, &details).await?;
    let id = options::add(&mut tx, tariff, &details).await.map_err(taken)?;
    if let Choice::Value { enumeration, .. } = details.choice {
        grid::fill(&mut tx, id, enumeration).await?;
    }
    form_keys::keep(&mut tx, key, id.get()).await?;
    let option = TariffOption { id, tariff_id: tariff, details, enabled: true, version: 1 };
    history::added(&mut tx, engine, caller, subject(&option), &now).await?;
    tx.commit().await?;
    Ok(id)
}
