//! Every charge at the license servers, what nothing explains on top.

use domain::access::Action;
use domain::{ChargeId, ChargeState};
use store::charges::{self, ListLine, Sums, Unexplained, Wanted};

use crate::{Caller, Engine, Error, Result};

/// A page of charges.
#[derive(Debug)]
pub struct ChargesPage {
    /// The page.
    pub lines: Vec<ListLine>,
    /// All that match.
    pub total: i64,
    /// How many there are in each state.
    pub counts: Vec<(ChargeState, i64)>,
    /// What each license server took, and what of it has a cause here.
    pub sums: Vec<Sums>,
}

/// Reads a page of charges.
pub async fn charges(engine: &Engine, caller: Caller, wanted: &Wanted<'_>) -> Result<ChargesPage> {
    caller.may(Action::SeeStaffPages)?;
    let counts = charges::counts(engine.db(), wanted.search).await?;
    let matches = |(counted, _): &&(ChargeState, i64)| wanted.state.is_none_or(|state| state == *counted);
    let total = counts.iter().filter(matches).map(|(_, count)| count).sum();
    Ok(ChargesPage {
        lines: charges::page(engine.db(), wanted).await?,
        total,
        counts,
        sums: charges::sums(engine.db()).await?,
    })
}

/// A charge that nothing of ours explains, to be looked into.
pub async fn unexplained_charge(engine: &Engine, caller: Caller, id: ChargeId) -> Result<Unexplained> {
    caller.may(Action::SeeStaffPages)?;
    charges::unexplained(engine.db(), id).await?.ok_or(Error::NotFound)
}

/// How many charges nothing explains that nobody has looked into, for the navigation.
pub async fn unacknowledged_charges(engine: &Engine, caller: Caller) -> Result<i64> {
    caller.may(Action::SeeStaffPages)?;
    Ok(charges::unacknowledged(engine.db()).await?)
}

/// What each license server took, what of it has a cause here, and what is recorded as costs: equal when the circle of
/// the money is closed.
pub async fn charge_sums(engine: &Engine, caller: Caller) -> Result<Vec<Sums>> {
    caller.may(Action::SeeStaffPages)?;
    Ok(charges::sums(engine.db()).await?)
}
