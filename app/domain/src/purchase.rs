//! Buying exactly once.

pub mod intent;

pub use intent::IntentState;
