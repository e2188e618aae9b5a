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
        /// Ended without a license by a person's decision.
        GivenUp = "given_up",
    }
}

impl IntentState {
    /// Whether money may have been spent without our knowing the license.
    pub const fn is_undecided(self) -> bool {
        matches!(self, Self::Sending | Self::Unknown)
    }
}
