//! Refuses to delete what something uses.

use store::enumerations::uses::{UsedBy as Kind, Uses};

use crate::{Refusal, Result, Use, UsedBy};

/// How many uses are named.
pub(crate) const NAMED: i64 = 5;

/// Refuses where there is a use.
pub(crate) fn in_use(uses: Uses) -> Result<()> {
    if uses.total == 0 {
        return Ok(());
    }
    let (uses, more) = named(uses);
    Err(Refusal::InUse { uses, more }.into())
}

/// The first uses, and how many more there are.
pub(crate) fn named(uses: Uses) -> (Vec<Use>, u64) {
    let more = uses.total.saturating_sub(u64::try_from(uses.first.len()).unwrap_or(u64::MAX));
    let named = uses.first.into_iter().map(|used| {
        let what = match used.what {
            Kind::Option => UsedBy::Option,
            Kind::Enumeration => UsedBy::Enumeration,
            Kind::Service => UsedBy::Service,
            Kind::License => UsedBy::License,
        };
        Use { what, id: used.id, name: used.name }
    });
    (named.collect(), more)
}
