//! Identifiers: one type per thing, so that a tariff's id is never passed for a service's.

mod plan_code;
mod remote_id;

pub use plan_code::{PlanCode, PlanCodeError};
pub use remote_id::RemoteId;

/// Text that is not a whole number where an id was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an id")]
pub struct IdError(String);

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// Wraps the number of a database row.
            pub const fn new(id: i64) -> Self {
                Self(id)
            }

            /// The number of the database row.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self).map_err(|_| IdError(text.to_owned()))
            }
        }
    )+};
}

ids! {
    /// A license as we know it (not its id at the license server: that is a [`RemoteId`]).
    LicenseId,
    /// A server with its panel.
    ServiceId,
    /// A priced wish, frozen when placed.
    OrderId,
    /// A client of the provider: who pays.
    ClientId,
    /// A person who logs in.
    UserId,
    /// A tariff plan.
    TariffId,
    /// An option of a tariff plan.
    OptionId,
    /// A value of an enumeration.
    ValueId,
    /// A named list of values.
    EnumerationId,
    /// A processing module: a connection to a license server or to VMmanager.
    ModuleId,
    /// A license product: plan codes that are one product.
    ProductId,
    /// A durable multi-step piece of work.
    OperationId,
    /// A purchase intent: the row written before money is spent.
    IntentId,
    /// The row written before a license is renewed.
    RenewalId,
    /// The row written before a license's plan is changed.
    PlanChangeId,
    /// An amount that a license server took from our account.
    ChargeId,
    /// What waits for a person.
    TaskId,
    /// A period alignment rule.
    RuleId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_bare_number_in_json_and_in_addresses() {
        assert_eq!(serde_json::to_string(&LicenseId::new(7)).unwrap(), "7");
        assert_eq!("7".parse::<LicenseId>().unwrap(), LicenseId::new(7));
        assert_eq!(LicenseId::new(7).to_string(), "7");
        assert!("seven".parse::<LicenseId>().is_err());
    }
}
