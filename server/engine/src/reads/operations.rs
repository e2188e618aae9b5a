//! Operations by state, newest first.

use domain::OperationState;
use domain::access::Action;
use store::operations::list::{self, Line, Wanted};

use crate::{Caller, Engine, Result};

/// A page of operations.
#[derive(Debug)]
pub struct OperationsPage {
    /// The page.
    pub lines: Vec<Line>,
    /// All that match.
    pub total: i64,
    /// How many there are in each state.
    pub counts: Vec<(OperationState, i64)>,
}

/// Reads a page of operations.
pub async fn operations(engine: &Engine, caller: Caller, wanted: &Wanted<'_>) -> Result<OperationsPage> {
    caller.may(Action::SeeStaffPages)?;
    let counts = list::counts(engine.db(), wanted.search).await?;
    let matches = |(counted, _): &&(OperationState, i64)| wanted.state.is_none_or(|state| state == *counted);
    let total = counts.iter().filter(matches).map(|(_, count)| count).sum();
    Ok(OperationsPage { lines: list::page(engine.db(), wanted).await?, total, counts })
}
