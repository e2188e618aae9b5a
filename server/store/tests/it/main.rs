//! The store on both databases.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test says what it does, and fails"
)]

mod agreement;
mod balances;
mod catalogue;
mod claims;
mod currency_rates;
mod enumerations;
mod keys;
mod logins;
mod options;
mod people;
mod prepared;
mod service_rows;
mod session_rows;
mod support;
mod tariffs;
