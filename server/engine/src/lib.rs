//! What Keypool does: actions that people ask for, durable operations, and the remote systems they reach.

pub mod actions;
mod caller;
pub mod clock;
mod engine;
mod error;
mod history;
pub mod operations;
mod password;
pub mod reads;
mod refusal;
pub mod remotes;
pub mod settings;
pub mod worker;

pub use caller::Caller;
pub use clock::Clock;
pub use engine::Engine;
pub use error::{Error, Result};
pub use password::MIN_LENGTH as SHORTEST_PASSWORD;
pub use refusal::{Refusal, TariffProblem, Use, UsedBy};
pub use settings::Settings;
