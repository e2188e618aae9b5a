//! The client against a panel that answers with the verbatim shapes of `docs/protocols/billmanager.md`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod balance;
mod edits;
mod expenses;
mod flood;
mod fuzz;
mod license_reads;
mod limits;
mod log;
mod long_requests;
mod mutation;
mod orders;
mod other_reading;
mod panel;
mod plan_changes;
mod price_list;
mod renewals;
mod rights;
mod sessions;
mod spending;
mod strange_replies;
mod whoami;
