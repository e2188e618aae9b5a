//! Renewing a license exactly once: the expiry before and after says whether it was.

use jiff::civil::Date;

use crate::text_enum::text_enum;

text_enum! {
    /// Where the renewal of a license stands. Each state is committed before the next act.
    RenewalState {
        /// Written down; nothing was sent.
        Planned = "planned",
        /// Sent, or about to be: from here on it may have taken effect.
        Sending = "sending",
        /// The license server shows a later expiry.
        Done = "done",
        /// The license server refused it clearly.
        Refused = "refused",
        /// No later expiry within the settle time; a person decides.
        Unknown = "unknown",
        /// Ended without a later expiry by a person's decision.
        GivenUp = "given_up",
    }
}

impl RenewalState {
    /// Whether money may have been spent without our seeing what for.
    pub const fn is_undecided(self) -> bool {
        matches!(self, Self::Sending | Self::Unknown)
    }
}

/// The new expiry, if a license whose expiry was `before` has been renewed since: a later one is shown.
///
/// Nothing else proves a renewal, and nothing disproves one that is under way.
pub fn renewed(before: Date, shown: Option<Date>) -> Option<Date> {
    shown.filter(|shown| *shown > before)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_a_later_expiry_proves_a_renewal() {
        let before = date(2026, 11, 24);
        assert_eq!(renewed(before, Some(date(2026, 12, 24))), Some(date(2026, 12, 24)));
        for shown in [None, Some(before), Some(date(2026, 11, 1))] {
            assert_eq!(renewed(before, shown), None);
        }
    }

    #[test]
    fn a_renewal_that_may_have_been_sent_is_undecided() {
        let undecided: Vec<_> = RenewalState::ALL.iter().filter(|state| state.is_undecided()).collect();
        assert_eq!(undecided, [&RenewalState::Sending, &RenewalState::Unknown]);
    }
}
