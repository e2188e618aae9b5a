//! The client against a VMmanager that answers with the shapes of `docs/protocols/vmmanager.md`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accounts;
mod catalogues;
mod certainty;
mod hosts;
mod log;
mod recipes;
mod strange_replies;
mod tasks;
mod tokens;
mod vm;
