//! Actions and page reads over the demo's seed, on both databases; only the checks of connections speak to a
//! remote system.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test says what it does, and fails"
)]

mod accounts;
mod connections;
mod deletions;
mod enumerations;
mod keys;
mod logins;
mod modules;
mod options;
mod order_pages;
mod orders;
mod rates;
mod registrations;
mod renewals;
mod secrets;
mod staff_pages;
mod support;
mod tariff_plans;
