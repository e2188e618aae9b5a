use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ChangeRule;
use crate::{
    address::IpAddress,
    ids::{LicenseId, ModuleId, ProductId},
    license::RemoteStatus,
    text_enum::text_enum,
};

/// Add-ons of a license (nodes, for instance) by their code at the license server, with their amounts.
pub type Addons = BTreeMap<String, i64>;

/// When the license server last saw a change, by its own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LastChange {
    /// It showed the date, and the date was empty.
    Never,
    /// On this day, in its time zone.
    On(Date),
    /// It did not show the date.
    Unknown,
}

/// What is known of a license when it is weighed for a request, as last read from the license server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenseFacts {
    /// Our id.
    pub id: LicenseId,
    /// Its license server.
    pub module: ModuleId,
    /// The product that its plan code belongs to.
    pub product: ProductId,
    /// Its add-ons.
    pub addons: Addons,
    /// Its name there.
    pub name: String,
    /// Its address there.
    pub address: IpAddress,
    /// Its status there.
    pub status: RemoteStatus,
    /// The day at whose 00:00 it is over; none if the license server did not show it.
    pub expires_on: Option<Date>,
    /// The last change of its address.
    pub last_ip_change: LastChange,
    /// The last change of its key.
    pub last_key_change: LastChange,
    /// Whether it renews itself there; none if the license server did not show it.
    pub autoprolong: Option<bool>,
    /// Kept back by staff.
    pub held: bool,
    /// Left out of the pool, by staff or after a clear refusal.
    pub excluded: bool,
    /// Taken by another request, or serving a service.
    pub reserved: bool,
    /// Since when it serves nobody.
    pub free_since: Option<Date>,
}

/// What a license is wanted for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolRequest {
    /// The license server.
    pub module: ModuleId,
    /// The product.
    pub product: ProductId,
    /// The add-ons.
    pub addons: Addons,
    /// The address of the server that will use it.
    pub address: IpAddress,
    /// Today, in the license server's time zone.
    pub today: Date,
    /// The day until which the service is paid.
    pub covered_until: Date,
}

impl PoolRequest {
    /// The request that would suit this license, for lists that say whether and when it can be taken at all.
    pub fn suiting(facts: &LicenseFacts, today: Date) -> Self {
        Self {
            module: facts.module,
            product: facts.product,
            addons: facts.addons.clone(),
            address: IpAddress::FREE,
            today,
            covered_until: today,
        }
    }

    /// Whether the license is on the wanted address already, and of the wanted kind.
    pub(super) fn finds_in_place(&self, facts: &LicenseFacts) -> bool {
        !self.address.is_free() && self.address == facts.address
    }
}

text_enum! {
    /// What happens to the address of a license that is returned to the pool.
    FreeAddressPolicy {
        /// It becomes `0.0.0.0`, which a real BILLmanager understands too.
        FreeAddress = "free_address",
        /// It stays until the license is used again: one change per reuse instead of two.
        KeepUntilReused = "keep_until_reused",
    }
}

/// A license server's settings for claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRules {
    /// How soon an address may be changed again.
    pub ip_change: ChangeRule,
    /// How soon a key may be changed again.
    pub key_change: ChangeRule,
    /// Which address a free license has.
    pub free_address: FreeAddressPolicy,
}

impl Default for ClaimRules {
    fn default() -> Self {
        Self {
            ip_change: ChangeRule::MoreThanMonth,
            key_change: ChangeRule::MoreThanMonth,
            free_address: FreeAddressPolicy::FreeAddress,
        }
    }
}
