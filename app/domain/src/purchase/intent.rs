//! The life of a purchase intent.

use crate::text_enum::text_enum;

text_enum! {
    /// Where a purchase stands. Each state is committed before the next act.
    IntentState {
        /// Written down; nothing was sent.
        Planned = "planned",
        /// Sent, or about to be: from here on it may have taken effect.
        Sending = "sending",
        /// The license exists and its id is known.
        Bought = "bought",
        /// The license server refused it clearly.
        Refused = "refused",
        /// No clear answer within the settle time; a person decides.
        Unknown = "unknown",
        /// Ended without a license by a person's (or a setting's) decision.
        GivenUp = "given_up",
    }
}

/// A step that a purchase cannot take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a purchase that is {from} cannot become {to}")]
pub struct IllegalTransition {
    /// Where it stands.
    pub from: IntentState,
    /// Where it was to go.
    pub to: IntentState,
}

impl IntentState {
    /// Checks one step of a purchase and returns the state it leads to.
    ///
    /// Nothing leads back to `planned`: what may have taken effect is never sent again. "Order again" gives this
    /// intent up and plans another one with a marker of its own.
    pub const fn transition(self, to: Self) -> Result<Self, IllegalTransition> {
        use IntentState::{Bought, GivenUp, Planned, Refused, Sending, Unknown};
        match (self, to) {
            // Refused before sending: the address check said no.
            (Planned, Sending | Refused | GivenUp)
            | (Sending, Bought | Refused | Unknown)
            | (Unknown, Bought | GivenUp) => Ok(to),
            (from, to) => Err(IllegalTransition { from, to }),
        }
    }

    /// Whether the purchase is decided.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Bought | Self::Refused | Self::GivenUp)
    }

    /// Whether money may have been spent without our knowing the license.
    pub const fn is_undecided(self) -> bool {
        matches!(self, Self::Sending | Self::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purchase_that_may_have_been_sent_is_never_planned_again() {
        for &state in IntentState::ALL {
            assert!(state.transition(IntentState::Planned).is_err(), "{state}");
        }
    }

    #[test]
    fn a_decided_purchase_stays_decided() {
        for &from in IntentState::ALL.iter().filter(|state| state.is_over()) {
            for &to in IntentState::ALL {
                assert_eq!(from.transition(to), Err(IllegalTransition { from, to }));
            }
        }
    }

    #[test]
    fn nothing_is_bought_without_having_been_sent() {
        assert!(IntentState::Planned.transition(IntentState::Bought).is_err());
        assert_eq!(IntentState::Sending.transition(IntentState::Bought), Ok(IntentState::Bought));
    }

    #[test]
    fn an_unknown_purchase_is_found_or_given_up() {
        let reachable: Vec<_> =
            IntentState::ALL.iter().filter(|&&to| IntentState::Unknown.transition(to).is_ok()).collect();
        assert_eq!(reachable, [&IntentState::Bought, &IntentState::GivenUp]);
    }
}
