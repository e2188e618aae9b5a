//! What is known when a change of panel is weighed.

use jiff::civil::Date;

use super::Obstacle;
use crate::ids::{LicenseId, ModuleId, PlanCode, ProductId};
use crate::money::RemoteMoney;
use crate::pool::{Addons, ChangeRule, LastChange};

/// The license that serves the service now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// Its license server.
    pub module: ModuleId,
    /// Its product.
    pub product: ProductId,
    /// The functions that sell it (`docs/protocols/billmanager.md §2.3`).
    pub functions: String,
    /// What is ordered with it.
    pub addons: Addons,
    /// When its address was changed last.
    pub last_ip_change: LastChange,
}

/// What the wanted panel is at the license server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The license server.
    pub module: ModuleId,
    /// The product.
    pub product: ProductId,
    /// The plan.
    pub plan: PlanCode,
    /// The functions that sell it.
    pub functions: String,
    /// What is ordered with it.
    pub addons: Addons,
}

/// What the license server says about making the license one of the wanted plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanOffer {
    /// It was not asked yet.
    NotAsked,
    /// It is not among the plans that it offers.
    NotOffered,
    /// It refuses to show such a change.
    Refused {
        /// Its own words.
        words: String,
    },
    /// It offers it.
    Offered {
        /// What it takes for it, where its words name one amount.
        due: Option<RemoteMoney>,
        /// The expiry after it.
        next_expires: Option<Date>,
    },
}

/// A license that serves nobody and may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Free {
    /// Which.
    pub license: LicenseId,
    /// Until when it lasts.
    pub until: Option<Date>,
    /// Whether it is on the service's address still: it takes no change of address.
    pub is_in_place: bool,
}

/// What is known when a change of panel is weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The license that serves the service; none if there is none.
    pub current: Option<Current>,
    /// The panel that is wanted; none for no panel.
    pub target: Option<Target>,
    /// What the license server says about a change of plan.
    pub offer: PlanOffer,
    /// The license of the wanted product that would be taken from the pool.
    pub free: Option<Free>,
    /// Another license of ours that is still on the service's address, and the day on which it may be gone.
    pub occupied: Option<(LicenseId, Option<Date>)>,
    /// What a purchase costs by the price list, for the period that it would be bought for.
    pub price: Option<RemoteMoney>,
    /// Whether staff allow purchases at the license server.
    pub purchases_on: bool,
    /// What may be spent there, as last read.
    pub balance: Option<RemoteMoney>,
    /// How soon an address may be changed again.
    pub ip_change: ChangeRule,
    /// Today, in the license server's time zone.
    pub today: Date,
}

impl Facts {
    /// What stands against spending so much: the switch, or a balance that is known to be too small.
    pub(super) fn spending(&self, cost: Option<RemoteMoney>) -> Option<Obstacle> {
        if !self.purchases_on {
            return Some(Obstacle::PurchasesOff);
        }
        let (cost, available) = (cost?, self.balance?);
        let is_short = cost.currency() == available.currency() && cost.e4() > available.e4();
        is_short.then_some(Obstacle::NoMoney { cost, available })
    }
}
