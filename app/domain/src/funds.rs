//! Who may spend the money at the license server when there is little of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::LicenseId;
use crate::money::RemoteMoney;

/// What the money is wanted for, in the order of precedence: a service without a valid license, a license that is to
/// be renewed (the sooner it expires, the sooner), a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// A paid service whose license is over since this day, or gone: it is renewed or replaced. Unknown stands first.
    Uncovered(Option<Date>),
    /// A license that expires on this day.
    Renewal(Date),
    /// A license for a new order.
    Purchase,
}

/// A payment that is wanted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What for.
    pub purpose: Purpose,
    /// The license, if there is one already: it does not stand ahead of itself.
    pub license: Option<LicenseId>,
    /// What it is expected to cost.
    pub cost: RemoteMoney,
}

/// A renewal, or a replacement, that money is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// What for; never a purchase for a new order.
    pub purpose: Purpose,
    /// The license that is renewed; none for one that is replaced.
    pub license: Option<LicenseId>,
    /// What it is expected to cost.
    pub cost: RemoteMoney,
    /// Whether it can be paid for now: the client has paid, and nothing waits for a person. What cannot is kept for
    /// from purchases, and does not hold up other renewals.
    pub is_due: bool,
}

/// Whether a payment may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Funds {
    /// Send it.
    Go(Reason),
    /// Wait: the money is kept for what stands ahead.
    Wait(Kept),
}

/// Why a payment may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Nothing stands ahead of it: whether the money suffices, the license server says.
    NothingAhead,
    /// There is enough for it and for everything ahead.
    Enough,
    /// The balance is not known.
    BalanceUnknown,
}

/// For what the money is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// How many renewals stand ahead.
    pub renewals: u32,
    /// What they cost together.
    pub for_them: RemoteMoney,
    /// What may be spent at the license server now.
    pub available: RemoteMoney,
    /// What the payment that waits is expected to cost.
    pub cost: RemoteMoney,
    /// The first day on which a license among them is over, where that is known.
    pub first: Option<Date>,
}

/// Decides whether a payment may be sent, with the balance that may be spent and everything that money is kept for:
/// uncovered services first, then renewals by expiry, then purchases; the renewals of the next days are never spent
/// on a purchase.
///
/// What costs another currency than the payment is not counted: there is no comparing them.
pub fn may_spend(available: Option<RemoteMoney>, wanted: &Wanted, owed: &[Owed]) -> Funds {
    let ahead = || owed.iter().filter(|owed| stands_ahead(owed, wanted));
    let for_them = ahead().map(|owed| owed.cost.e4()).fold(0, i64::saturating_add);
    if for_them == 0 {
        return Funds::Go(Reason::NothingAhead);
    }
    let Some(available) = available.filter(|money| money.currency() == wanted.cost.currency()) else {
        return Funds::Go(Reason::BalanceUnknown);
    };
    if available.e4() >= wanted.cost.e4().saturating_add(for_them) {
        return Funds::Go(Reason::Enough);
    }
    Funds::Wait(Kept {
        renewals: u32::try_from(ahead().count()).unwrap_or(u32::MAX),
        for_them: RemoteMoney::new(for_them, wanted.cost.currency()),
        available,
        cost: wanted.cost,
        first: ahead().filter_map(|owed| owed.purpose.day()).min(),
    })
}

fn stands_ahead(owed: &Owed, wanted: &Wanted) -> bool {
    let is_other = owed.license.is_none() || owed.license != wanted.license;
    let is_earlier = match wanted.purpose {
        Purpose::Purchase => true,
        _ => owed.is_due && (owed.purpose, owed.license) < (wanted.purpose, wanted.license),
    };
    is_other && is_earlier && owed.cost.e4() > 0 && owed.cost.currency() == wanted.cost.currency()
}

impl Purpose {
    /// The day on which the license is over, where that is known.
    const fn day(self) -> Option<Date> {
        match self {
            Self::Uncovered(day) => day,
            Self::Renewal(day) => Some(day),
            Self::Purchase => None,
        }
    }
}

#[cfg(test)]
mod tests;
