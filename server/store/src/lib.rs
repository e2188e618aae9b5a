//! Everything Keypool keeps: the only crate that names a database.
//!
//! One SQL text serves SQLite and PostgreSQL. Reads take `&Db`; writes happen in a [`Tx`], so that a state
//! change, its money and the operations it wants are one transaction.

#[macro_use]
mod query;

mod column;
mod db;
mod error;
pub mod events;
pub mod licenses;
pub mod locks;
mod migrate;
pub mod operation_steps;
pub mod operations;
pub mod purchases;
pub mod remote_calls;
pub mod sealed;
pub mod slots;
mod statements;
pub mod tasks;

pub use db::{Db, Exec, Tx};
pub use error::{Constraint, Error, Result};
pub use statements::all_statements;
