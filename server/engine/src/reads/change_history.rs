//! The history of a catalogue object, with all that stands under it.

use domain::access::Action;
use domain::catalogue::Root;
use store::catalogue_changes::{self, Change};

use crate::{Caller, Engine, Result};

/// A page of a history.
#[derive(Debug)]
pub struct HistoryPage {
    /// The changes, newest first.
    pub changes: Vec<Change>,
    /// How many there are in all.
    pub total: i64,
}

/// The history of a module, an enumeration, a tariff plan, a product group or the currency rates (number 0).
pub async fn change_history(
    engine: &Engine,
    caller: Caller,
    root: (Root, i64),
    offset: i64,
    limit: i64,
) -> Result<HistoryPage> {
    caller.may(Action::SeeStaffPages)?;
    let changes = catalogue_changes::of_root(engine.db(), root, offset, limit).await?;
    let total = catalogue_changes::count_of_root(engine.db(), root).await?;
    Ok(HistoryPage { changes, total })
}
