use domain::OptionId;
use domain::access::Action;
use domain::catalogue::FieldChange;
use store::Tx;
use store::tariffs::options::{self, TariffOption};

use super::subject;
use crate::{Caller, Engine, Error, Result, history};

/// Offers an option to those who order, or no longer; who has it keeps it. Returns the option.
pub async fn set_option_enabled(
    engine: &Engine,
    caller: Caller,
    id: OptionId,
    enabled: bool,
) -> Result<TariffOption> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    let option = held(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if option.enabled == enabled {
        return Ok(option);
    }
    options::set_enabled(&mut tx, id, enabled).await?;
    let word = |enabled| Some(if enabled { "enabled" } else { "disabled" }.to_owned());
    let change = FieldChange { field: "status".to_owned(), old: word(!enabled), new: word(enabled) };
    history::changed(&mut tx, engine, caller, subject(&option), &[change]).await?;
    tx.commit().await?;
    Ok(TariffOption { enabled, ..option })
}

/// One option, kept from other changes until this transaction is done.
pub(super) async fn held(tx: &mut Tx, id: OptionId) -> Result<Option<TariffOption>> {
    match options::hold(&mut *tx, id).await {
        Ok(()) => Ok(options::find(tx, id).await?),
        Err(store::Error::Stale(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
