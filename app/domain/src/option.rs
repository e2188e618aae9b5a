//! Options of a tariff plan: what they are for, what is chosen with them, and how much of it.

use serde::{Deserialize, Serialize};

use crate::text_enum::text_enum;

text_enum! {
    /// What an option is for.
    OptionKind {
        /// A panel with its license.
        PanelLicense = "panel_license",
        /// Backups, which staff set up by hand.
        Backups = "backups",
        /// More IPv4 addresses than the first.
        ExtraAddresses = "extra_addresses",
        /// Anything else, which staff set up by hand.
        Other = "other",
    }
}

text_enum! {
    /// What is chosen with an option.
    ValueType {
        /// One value of an enumeration.
        Enumeration = "enumeration",
        /// Yes or no.
        Boolean = "boolean",
        /// How many.
        Integer = "integer",
    }
}

text_enum! {
    /// How an option is paid.
    BillingType {
        /// With the period, by its prices.
        PerPeriod = "per_period",
        /// Not at all.
        NotCharged = "not_charged",
    }
}

impl OptionKind {
    /// Whether it is chosen by a value of this type: a panel is one of an enumeration, everything else is not.
    pub fn fits(self, value_type: ValueType) -> bool {
        (self == Self::PanelLicense) == (value_type == ValueType::Enumeration)
    }

    /// Whether nothing happens at VMmanager or the license server when it is ordered.
    pub const fn is_by_hand(self) -> bool {
        matches!(self, Self::Backups | Self::Other)
    }
}

/// How much of an option can be chosen; a yes or no is a number from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The number at first.
    pub default: i64,
    /// How many of them cost nothing.
    pub included: i64,
    /// The least.
    pub minimum: i64,
    /// The most.
    pub maximum: i64,
    /// The numbers between are so far apart, counted from the least.
    pub step: i64,
}

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountProblem {
    /// It is below the least or above the most.
    OutOfRange {
        /// The least.
        minimum: i64,
        /// The most.
        maximum: i64,
    },
    /// It lies between two steps.
    NotAStep {
        /// Where the steps begin.
        minimum: i64,
        /// How far apart they are.
        step: i64,
    },
}

impl Limits {
    /// A yes or no.
    pub const fn yes_or_no(default: bool) -> Self {
        Self { default: default as i64, included: 0, minimum: 0, maximum: 1, step: 1 }
    }

    /// Whether so many can be chosen.
    pub const fn check(&self, amount: i64) -> Result<(), AmountProblem> {
        let Self { minimum, maximum, step, .. } = *self;
        if amount < minimum || amount > maximum {
            return Err(AmountProblem::OutOfRange { minimum, maximum });
        }
        match (amount - minimum).checked_rem(step) {
            Some(0) => Ok(()),
            _ => Err(AmountProblem::NotAStep { minimum, step }),
        }
    }

    /// How many of so many are paid for.
    pub fn charged(&self, amount: i64) -> i64 {
        amount.saturating_sub(self.included).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_checked_against_least_most_and_steps() {
        let limits = Limits { default: 2, included: 3, minimum: 2, maximum: 8, step: 2 };
        for amount in [2, 4, 6, 8] {
            assert_eq!(limits.check(amount), Ok(()), "{amount}");
        }
        let range = AmountProblem::OutOfRange { minimum: 2, maximum: 8 };
        assert_eq!(limits.check(0), Err(range));
        assert_eq!(limits.check(10), Err(range));
        assert_eq!(limits.check(5), Err(AmountProblem::NotAStep { minimum: 2, step: 2 }));
    }

    #[test]
    fn what_is_included_is_not_paid_for() {
        let limits = Limits { default: 0, included: 3, minimum: 0, maximum: 9, step: 1 };
        assert_eq!([0, 3, 4, 9].map(|amount| limits.charged(amount)), [0, 0, 1, 6]);
    }

    #[test]
    fn a_panel_is_one_of_a_list_and_nothing_else_is() {
        assert!(OptionKind::PanelLicense.fits(ValueType::Enumeration));
        assert!(!OptionKind::PanelLicense.fits(ValueType::Boolean));
        assert!(OptionKind::Backups.fits(ValueType::Boolean) && OptionKind::Other.fits(ValueType::Integer));
        assert!(!OptionKind::ExtraAddresses.fits(ValueType::Enumeration));
    }
}
