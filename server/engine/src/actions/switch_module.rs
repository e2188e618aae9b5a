//! The two switches of a license server: purchases and renewals.

use domain::ModuleId;
use domain::access::Action;
use store::operations::queue;

use crate::modules::{self, Setup, System, find_in};
use crate::{Caller, Engine, Error, Result};

/// What can be switched off by itself: pausing purchases never stops renewals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// Licenses are bought.
    Purchases,
    /// Licenses are renewed.
    Renewals,
}

/// Switches purchases or renewals on or off; what waited for them looks again at once.
pub async fn switch_module(
    engine: &Engine,
    caller: Caller,
    id: ModuleId,
    switch: Switch,
    on: bool,
) -> Result<()> {
    caller.may(Action::ManageModules)?;
    let mut tx = engine.db().begin().await?;
    let stored = find_in(&mut tx, id).await?;
    let System::LicenseServer(mut settings) = stored.setup.system.clone() else {
        return Err(Error::NotFound);
    };
    let (setting, note) = match switch {
        Switch::Purchases => (&mut settings.purchases_on, "purchases_off"),
        Switch::Renewals => (&mut settings.renewals_on, "renewals_off"),
    };
    if *setting == on {
        return Ok(());
    }
    *setting = on;
    let new = Setup { system: System::LicenseServer(settings), ..stored.setup.clone() };
    modules::update(&mut tx, engine, caller, &stored, &new, None).await?;
    if on {
        queue::wake_waiting(&mut tx, note, engine.clock().now_ms()).await?;
    }
    tx.commit().await?;
    engine.wake_workers();
    Ok(())
}
