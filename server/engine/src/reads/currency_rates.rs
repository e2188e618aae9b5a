//! The list of currency rates.

use domain::Date;
use domain::access::Action;
use store::currency_rates::{self, DatedRate};

use crate::{Caller, Engine, Error, Result};

/// A page of the list of currency rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatesPage {
    /// The rates, the latest day first, each with whether it counts today.
    pub rates: Vec<(DatedRate, bool)>,
    /// How many there are on all pages.
    pub total: i64,
    /// The business day.
    pub today: Date,
}

/// Currency rates as staff want them; `search` is part of a currency or of a day.
pub async fn currency_rates(
    engine: &Engine,
    caller: Caller,
    search: &str,
    offset: u64,
    limit: u32,
) -> Result<RatesPage> {
    caller.may(Action::SeeStaffPages)?;
    let today = engine.clock().today();
    let in_use = currency_rates::in_use(engine.db(), today).await?;
    let page = currency_rates::page(engine.db(), search, offset, limit).await?;
    let counts = |rate: &DatedRate| in_use.iter().any(|used| used.id == rate.id);
    let rates = page.into_iter().map(|rate| (rate, counts(&rate))).collect();
    Ok(RatesPage { rates, total: currency_rates::count(engine.db(), search).await?, today })
}

/// One currency rate.
pub async fn currency_rate(engine: &Engine, caller: Caller, id: i64) -> Result<DatedRate> {
    caller.may(Action::SeeStaffPages)?;
    currency_rates::find(engine.db(), id).await?.ok_or(Error::NotFound)
}
