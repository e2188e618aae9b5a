//! The pool: licenses already paid for that serve nobody, and who may take them.

mod change_rule;
mod eligibility;
mod facts;
mod forecast;
mod naming;
mod next_change;
mod ranking;
mod release;
#[cfg(test)]
mod sample;

pub use change_rule::ChangeRule;
pub use eligibility::{Eligibility, Refusal, RefusalReason, eligibility};
pub use facts::{Addons, ClaimRules, FreeAddressPolicy, LastChange, LicenseFacts, PoolRequest};
pub use forecast::{Forecast, forecast};
pub use naming::{FREE_ADDRESS, FREE_NAME, attached_name};
pub use next_change::{NextChange, next_change};
pub use ranking::{ClaimPolicy, PlaceReason, Ranked, Standing, choose};
pub use release::{ReleaseWorth, worth_releasing};
