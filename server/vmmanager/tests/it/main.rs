//! The client against a VMmanager that answers with the shapes of `docs/protocols/vmmanager.md`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accounts;
mod catalogues;
mod certainty;
#[path = "../../../billmanager/tests/it/flood.rs"]
mod flood;
mod fuzz;
mod hosts;
mod limits;
mod log;
#[path = "../../../billmanager/tests/it/mutation.rs"]
mod mutation;
mod other_reading;
mod recipes;
mod strange_replies;
mod tasks;
mod tokens;
mod vm;
