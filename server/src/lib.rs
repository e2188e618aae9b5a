//! Keypool's server: configuration, commands, and the web around the pages of `app`.

pub mod arguments;
pub mod commands;
pub mod config;
mod events;
mod guards;
mod health;
mod pages;
mod plain_page;
mod request_log;
mod router;
mod shutdown;
mod static_files;
mod telemetry;
mod web;

pub use config::Config;
pub use router::build_router;
pub use web::{Web, run_web};

use std::error::Error;

/// An error with its causes in one line, for a person at a terminal.
pub fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
