//! A real server on a free port, a fresh database, a real sandbox; every test runs on SQLite and on PostgreSQL.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what a test did not expect is its failure")]

#[macro_use]
mod support;

mod clients;
mod configuration;
mod enumerations;
mod events;
mod harness;
mod health;
mod kill;
mod login;
mod main_job;
mod modules;
mod processes;
mod renewal;
mod requests;
mod shutdown;
mod strangers;
