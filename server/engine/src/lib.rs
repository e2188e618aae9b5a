//! What Keypool does: actions that people ask for, durable operations, and the remote systems they reach.

pub mod actions;
mod caller;
pub mod clock;
mod engine;
mod error;
mod history;
pub mod modules;
pub mod operations;
mod password;
mod rate;
pub mod reads;
mod refusal;
pub mod remotes;
pub mod settings;
mod tariff_plan;
pub mod worker;

pub use caller::Caller;
pub use clock::Clock;
pub use engine::Engine;
pub use error::{Error, Result};
pub use password::MIN_LENGTH as SHORTEST_PASSWORD;
pub use rate::RateForm;
pub use refusal::{Refusal, TariffProblem, Use, UsedBy};
pub use settings::Settings;
pub use tariff_plan::{TariffForm, TypedPrice, TypedRecipe, TypedSystem};
