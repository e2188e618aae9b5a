//! Everything Keypool keeps: the only crate that names a database.
//!
//! One SQL text serves SQLite and PostgreSQL. Reads take `&Db`; writes happen in a [`Tx`], so that a state
//! change, its money and the operations it wants are one transaction.

#[macro_use]
mod query;

pub mod alignment_rules;
pub mod catalogue_changes;
pub mod changes;
pub mod charges;
pub mod clients;
mod column;
pub mod coverage;
pub mod currency_rates;
mod db;
pub mod drafts;
pub mod enumerations;
mod error;
pub mod events;
pub mod form_keys;
pub mod funds;
pub mod handover_notes;
pub mod ledger;
pub mod licenses;
pub mod locks;
mod migrate;
pub mod module_reads;
pub mod modules;
pub mod operation_steps;
pub mod operations;
pub mod orders;
pub mod plan_changes;
pub mod price_list;
pub mod products;
pub mod purchases;
pub mod readiness;
pub mod registrations;
pub mod remote_calls;
pub mod renewals;
pub mod sealed;
pub mod services;
pub mod sessions;
pub mod slots;
mod statements;
pub mod tariffs;
pub mod tasks;
pub mod users;

pub use db::{Db, Exec, Tx};
pub use error::{Constraint, Error, Result};
pub use statements::all_statements;
