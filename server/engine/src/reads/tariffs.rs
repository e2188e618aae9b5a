//! The list of tariff plans.

use domain::access::Action;
use store::tariffs::staff_list::{self, Line, Wanted};

use crate::{Caller, Engine, Result};

/// A page of the list of tariff plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TariffsPage {
    /// Its lines.
    pub lines: Vec<Line>,
    /// How many there are on all pages.
    pub total: u64,
}

/// Tariff plans as staff want them.
pub async fn tariffs(engine: &Engine, caller: Caller, wanted: &Wanted<'_>) -> Result<TariffsPage> {
    caller.may(Action::SeeStaffPages)?;
    let lines = staff_list::page(engine.db(), wanted).await?;
    let total = staff_list::count(engine.db(), wanted).await?;
    Ok(TariffsPage { lines, total })
}
