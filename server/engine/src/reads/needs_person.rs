//! How much needs a person, for the menu of every staff page and for the dashboard.

use domain::access::Action;
use store::operations;

use super::coverage::open_coverage_alerts;
use crate::{Caller, Engine, Result};

/// What needs a person; nothing is counted twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeedsPerson {
    /// Tasks, and operations that failed or are undecided.
    pub work: i64,
    /// Licenses that will be missing soon and that nobody works on, neither an operation nor a person with a task.
    pub gaps: i64,
    /// Charges that nothing explains and nobody has looked into.
    pub charges: i64,
}

impl NeedsPerson {
    /// All of it.
    pub const fn total(&self) -> i64 {
        self.work + self.gaps + self.charges
    }
}

/// Counts what needs a person: one statement, and one for each license server.
pub async fn needs_person(engine: &Engine, caller: Caller) -> Result<NeedsPerson> {
    caller.may(Action::SeeStaffPages)?;
    let (work, charges) = operations::list::needs_person(engine.db()).await?;
    Ok(NeedsPerson { work, gaps: open_coverage_alerts(engine, caller).await?, charges })
}
