//! Lets clients order a tariff plan, or no longer.

use domain::TariffId;
use domain::access::Action;
use domain::catalogue::{Object, Root, changes};
use store::tariffs;

use crate::history::{self, Subject};
use crate::reads::refuse_unready;
use crate::tariff_plan::described;
use crate::{Caller, Engine, Error, Result};

/// Enables or disables a tariff plan; one with an error of the configuration check is not enabled.
pub async fn switch_tariff(engine: &Engine, caller: Caller, id: TariffId, enabled: bool) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    if enabled {
        refuse_unready(engine, id).await?;
    }
    let mut tx = engine.db().begin().await?;
    let tariff = tariffs::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if tariff.details.enabled == enabled {
        return Ok(());
    }
    tariffs::set_enabled(&mut tx, id, enabled).await?;
    let fields = changes(&[described::state(!enabled)], &[described::state(enabled)]);
    let name = tariff.details.name.as_str();
    let subject = Subject { root: (Root::Tariff, id.get()), object: (Object::Tariff, id.get()), name };
    history::changed(&mut tx, engine, caller, subject, &fields).await?;
    tx.commit().await?;
    Ok(())
}
