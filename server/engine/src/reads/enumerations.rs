//! The enumerations, and one of them.

use domain::EnumerationId;
use domain::access::Action;
use store::enumerations::list::{self, Line, Wanted};
use store::enumerations::{self, Enumeration, uses};

use crate::actions::in_use::{NAMED, named};
use crate::{Caller, Engine, Error, Result, Use};

/// A page of the list of enumerations.
#[derive(Debug)]
pub struct EnumerationsPage {
    /// The rows of this page.
    pub lines: Vec<Line>,
    /// How many there are on all pages.
    pub total: i64,
    /// Whether there is none at all.
    pub is_empty: bool,
}

/// An enumeration, with what keeps it from being deleted.
#[derive(Debug)]
pub struct EnumerationPage {
    /// The enumeration.
    pub enumeration: Enumeration,
    /// How many values it has.
    pub values: i64,
    /// The first things that use it.
    pub uses: Vec<Use>,
    /// How many more there are.
    pub more_uses: u64,
}

/// One page of the list.
pub async fn enumerations(engine: &Engine, caller: Caller, wanted: &Wanted<'_>) -> Result<EnumerationsPage> {
    caller.may(Action::SeeStaffPages)?;
    let lines = list::page(engine.db(), wanted).await?;
    let total = list::count(engine.db(), wanted).await?;
    let is_empty = total == 0 && list::count(engine.db(), &Wanted { search: "", ..*wanted }).await? == 0;
    Ok(EnumerationsPage { lines, total, is_empty })
}

/// One enumeration.
pub async fn enumeration(engine: &Engine, caller: Caller, id: EnumerationId) -> Result<EnumerationPage> {
    caller.may(Action::SeeStaffPages)?;
    let enumeration = enumerations::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let values = enumerations::value_count(engine.db(), id).await?;
    let (uses, more_uses) = named(uses::of_enumeration(engine.db(), id, NAMED).await?);
    Ok(EnumerationPage { enumeration, values, uses, more_uses })
}
