//! Buying exactly once.

mod intent;
mod look_up;
mod order_again;

pub use intent::IntentState;
pub use look_up::{AdoptReason, Candidate, Difference, LookUp, SeenLicense, Sought, look_up};
pub use order_again::orders_again;
