//! A real server on a free port, a fresh database, a real sandbox; every test runs on SQLite and on PostgreSQL.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what a test did not expect is its failure")]

#[macro_use]
mod support;

mod catalogue_size;
mod change_address;
mod change_key;
mod change_panel;
mod charges;
mod clients;
mod configuration;
mod configuration_check;
mod coverage;
mod coverage_size;
mod enumerations;
mod events;
mod faults;
mod funds;
mod harness;
mod health;
mod kill;
mod login;
mod main_job;
mod model;
mod modules;
mod operations;
mod options;
mod parameters;
mod processes;
mod recipes;
mod renewal;
mod requests;
mod shutdown;
mod strangers;
mod suspension;
mod tariffs;
