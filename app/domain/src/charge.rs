//! What the license server took from our account, and what of ours it was taken for.

mod kind;
mod matching;

pub use kind::ChargeKind;
pub use matching::{Cause, Found, Line, match_charges};

use crate::text_enum::text_enum;

text_enum! {
    /// What is known of an amount that was taken, or is expected to be.
    ChargeState {
        /// Nothing of ours is its cause.
        Unexplained = "unexplained",
        /// Several things of ours may be its cause, or one that is not decided yet: it is left open, never guessed.
        Open = "open",
        /// Sent, and without a clear answer: it may have been taken.
        Undecided = "undecided",
        /// Ours, and not seen there yet: the price list's word.
        Expected = "expected",
        /// Nothing of ours is its cause, and somebody has looked into it.
        Acknowledged = "acknowledged",
        /// Seen there, with its one cause here.
        Explained = "explained",
    }
}
