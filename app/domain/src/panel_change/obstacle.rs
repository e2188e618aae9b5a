//! Why a way to another panel cannot be gone now.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::LicenseId;
use crate::money::RemoteMoney;

/// One reason against a way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// The license is at another license server than the wanted panel's.
    OtherLicenseServer,
    /// The wanted panel is sold by other functions of the license server: a plan is never changed into such a one.
    OtherFunctions,
    /// The wanted panel is ordered with other add-ons, which a change of plan cannot name.
    OtherAddons,
    /// The license server was not asked yet.
    NotAsked,
    /// The license server does not offer it.
    NotOffered,
    /// The license server refuses to show it.
    RefusedThere {
        /// Its own words.
        words: String,
    },
    /// Both are one product: a license of it would take the place of another of it.
    SameProduct,
    /// The license that is there may not leave the address yet.
    AddressNotBefore {
        /// The first day on which it may.
        date: Date,
    },
    /// The license server did not show when the license's address was changed.
    AddressChangeUnknown,
    /// Another license of ours is still on the address.
    Occupied {
        /// Which.
        license: LicenseId,
        /// The day on which it may be gone.
        until: Option<Date>,
    },
    /// No license is free, and the license server sells the plan for no period that suits.
    NotSold,
    /// No license is free, and staff switched purchases off.
    PurchasesOff,
    /// It costs more than there is at the license server.
    NoMoney {
        /// What it costs.
        cost: RemoteMoney,
        /// What is there.
        available: RemoteMoney,
    },
}
