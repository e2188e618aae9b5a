//! Buying exactly once.

mod intent;
mod look_up;

pub use intent::IntentState;
pub use look_up::{AdoptReason, Candidate, Difference, LookUp, SeenLicense, Sought, look_up};
