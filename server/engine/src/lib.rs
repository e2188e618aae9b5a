//! What Keypool does: actions that people ask for, durable operations, and the remote systems they reach.

pub mod clock;
mod engine;
pub mod settings;

pub use clock::Clock;
pub use engine::Engine;
pub use settings::Settings;
