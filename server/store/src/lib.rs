//! Everything Keypool keeps: the only crate that names a database.
//!
//! One SQL text serves SQLite and PostgreSQL. Reads take `&Db`; writes happen in a [`Tx`], so that a state
//! change, its money and the operations it wants are one transaction.

#[macro_use]
mod query;

mod db;
mod error;
mod migrate;
pub mod sealed;
mod statements;

pub use db::{Db, Exec, Tx};
pub use error::{Constraint, Error, Result};
pub use statements::all_statements;
