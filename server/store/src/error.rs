//! What can go wrong between Keypool and its database.

use std::error::Error as StdError;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused or could not be reached.
    #[error("the database did not do what was asked")]
    Database(#[source] sqlx::Error),
    /// The migrations could not be applied.
    #[error("the database could not be migrated")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A file beside the database could not be used.
    #[error("{what}")]
    File {
        /// What was tried, with the path.
        what: String,
        /// The operating system's words.
        #[source]
        source: std::io::Error,
    },
    /// A database URL that is neither `sqlite://…` nor `postgres://…`.
    #[error("the database URL must start with sqlite:// or postgres://")]
    UnknownScheme,
    /// A stored value does not read as what it must be.
    #[error("{column} holds a value that does not read")]
    Corrupt {
        /// Table and column.
        column: &'static str,
        /// Why it does not read.
        #[source]
        source: Box<dyn StdError + Send + Sync>,
    },
    /// A sealed column could not be opened: wrong key file, or the bytes were changed.
    #[error("{0} could not be unsealed with the keys at hand")]
    Unsealable(&'static str),
    /// The row to change is not there, or no longer as it was read.
    #[error("{0} changed since it was read")]
    Stale(&'static str),
    /// Another worker took the operation over: nothing of this step may be written.
    #[error("the lease of the operation was lost")]
    LeaseLost,
}

/// The result of the store.
pub type Result<T> = std::result::Result<T, Error>;

impl From<sqlx::Error> for Error {
    fn from(source: sqlx::Error) -> Self {
        Self::Database(source)
    }
}

/// A unique index by its name (PostgreSQL tells it) and its columns (SQLite tells them).
#[derive(Debug, Clone, Copy)]
pub struct Constraint {
    /// The index's name.
    pub name: &'static str,
    /// `table.column, table.column` as SQLite writes them.
    pub columns: &'static str,
}

impl Error {
    /// Wraps why a stored value does not read.
    pub fn corrupt(column: &'static str, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Corrupt { column, source: source.into() }
    }

    /// Whether this is a violation of that unique index.
    pub fn violates(&self, constraint: Constraint) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        error.is_unique_violation()
            && (error.constraint() == Some(constraint.name)
                || error.message().ends_with(constraint.columns)
                || error.message().contains(&format!("index '{}'", constraint.name)))
    }
}
