//! The sandbox over real HTTP: raw requests, no client crate.
#![expect(clippy::unwrap_used, reason = "a test whose preparation fails has failed")]

mod billmgr_accounts;
mod billmgr_rules;
mod place;
mod vm_life;
