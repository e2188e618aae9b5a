//! The sandbox over real HTTP: raw requests, no client crate.
#![expect(clippy::unwrap_used, reason = "a test whose preparation fails has failed")]

mod billmgr_accounts;
mod billmgr_rules;
mod billmgr_shapes;
mod billmgr_strict;
mod clock;
mod doors;
mod fault_kinds;
mod fault_kinds_vm;
mod faults;
mod formats;
mod journal;
mod money;
mod people;
mod place;
mod plans;
mod pricelist;
mod process;
mod vm_changes;
mod vm_life;
mod vm_strict;
