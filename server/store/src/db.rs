//! Connections: one enum for two databases, and the transaction every write needs.

use std::str::FromStr;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::{Error, Result};

/// How long a writer waits for its turn before the database says it is busy.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a process may stand still in the middle of a transaction before PostgreSQL ends it: without an end one
/// that sleeps, or that the network has lost, would keep its rows, and everybody who wants them, for good.
const STANDS_STILL: &str = "10s";

/// The database: SQLite is a file and one process, PostgreSQL any number of processes.
#[derive(Debug, Clone)]
pub enum Db {
    /// Readers beside exactly one writer: SQLite allows no more, and queueing here is fair.
    Sqlite {
        /// Connections that only read.
        readers: SqlitePool,
        /// The one connection that writes.
        writer: SqlitePool,
    },
    /// A pool of connections.
    Postgres(PgPool),
}

impl Db {
    /// Connects to `sqlite://PATH` (created when missing) or `postgres://…`.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)?
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(BUSY_TIMEOUT)
                .collation("C", |left, right| left.cmp(right));
            let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
            let readers = SqlitePoolOptions::new()
                .max_connections(8)
                .connect_with(options.pragma("query_only", "ON"))
                .await?;
            Ok(Self::Sqlite { readers, writer })
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)?
                .application_name("keypool")
                .options([("idle_in_transaction_session_timeout", STANDS_STILL)]);
            Ok(Self::Postgres(PgPoolOptions::new().max_connections(16).connect_with(options).await?))
        } else {
            Err(Error::UnknownScheme)
        }
    }

    /// Begins a transaction; on SQLite it holds the write lock from here on, so keep it short and call nothing
    /// remote inside.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// For one statement that writes and is a transaction by itself: the database ends it without hearing from us
    /// again, so that a process which stands still in the middle of it keeps nobody waiting.
    pub(crate) fn alone(&self) -> Exec<'_> {
        Exec::Alone(self)
    }

    /// Closes every connection, waiting for those in use.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// A transaction; dropped without [`Tx::commit`] it leaves no trace.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Makes everything written in it durable.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// Where a statement runs: on the database for reading, or inside a transaction.
#[derive(Debug)]
pub enum Exec<'a> {
    /// A connection of the pool; on SQLite it refuses to write.
    Db(&'a Db),
    /// A connection for one statement that writes.
    Alone(&'a Db),
    /// This transaction.
    Tx(&'a mut Tx),
}

impl<'a> From<&'a Db> for Exec<'a> {
    fn from(db: &'a Db) -> Self {
        Self::Db(db)
    }
}

impl<'a> From<&'a mut Tx> for Exec<'a> {
    fn from(tx: &'a mut Tx) -> Self {
        Self::Tx(tx)
    }
}

impl<'a> Exec<'a> {
    /// The same place once more, for a function that runs several statements.
    pub fn again(&mut self) -> Exec<'_> {
        match self {
            Self::Db(db) => Exec::Db(db),
            Self::Alone(db) => Exec::Alone(db),
            Self::Tx(tx) => Exec::Tx(tx),
        }
    }

    /// The connection to run one statement on.
    pub(crate) async fn held(self) -> Result<Held<'a>> {
        Ok(match self {
            Self::Db(Db::Sqlite { readers, .. }) => Held::SqlitePool(readers.acquire().await?),
            Self::Alone(Db::Sqlite { writer, .. }) => Held::SqlitePool(writer.acquire().await?),
            Self::Db(Db::Postgres(pool)) | Self::Alone(Db::Postgres(pool)) => {
                Held::PostgresPool(pool.acquire().await?)
            }
            Self::Tx(Tx::Sqlite(tx)) => Held::Sqlite(tx),
            Self::Tx(Tx::Postgres(tx)) => Held::Postgres(tx),
        })
    }
}

/// A connection in hand.
pub(crate) enum Held<'a> {
    SqlitePool(PoolConnection<Sqlite>),
    Sqlite(&'a mut SqliteConnection),
    PostgresPool(PoolConnection<Postgres>),
    Postgres(&'a mut PgConnection),
}

/// A connection in hand, by database.
pub(crate) enum Connection<'h> {
    Sqlite(&'h mut SqliteConnection),
    Postgres(&'h mut PgConnection),
}

impl Held<'_> {
    pub(crate) fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::SqlitePool(connection) => Connection::Sqlite(connection),
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::PostgresPool(connection) => Connection::Postgres(connection),
            Self::Postgres(connection) => Connection::Postgres(connection),
        }
    }
}
