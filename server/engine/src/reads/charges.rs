//! Every charge at the license servers, what nothing explains on top.

use domain::ChargeState;
use domain::access::Action;
use store::charges::{self, ListLine, Wanted};

use crate::{Caller, Engine, Result};

/// A page of charges.
#[derive(Debug)]
pub struct ChargesPage {
    /// The page.
    pub lines: Vec<ListLine>,
    /// All that match.
    pub total: i64,
    /// How many there are in each state.
    pub counts: Vec<(ChargeState, i64)>,
}

/// Reads a page of charges.
pub async fn charges(engine: &Engine, caller: Caller, wanted: &Wanted<'_>) -> Result<ChargesPage> {
    caller.may(Action::SeeStaffPages)?;
    let counts = charges::counts(engine.db(), wanted.search).await?;
    let matches = |(counted, _): &&(ChargeState, i64)| wanted.state.is_none_or(|state| state == *counted);
    let total = counts.iter().filter(matches).map(|(_, count)| count).sum();
    Ok(ChargesPage { lines: charges::page(engine.db(), wanted).await?, total, counts })
}
