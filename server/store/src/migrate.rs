//! Brings a database to this version's tables; forward only.

use std::fs::File;

use crate::{Db, Error, Result};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/postgres");

impl Db {
    /// Applies what is missing. Several processes may start at once: PostgreSQL has its advisory lock; on SQLite,
    /// where the library's own lock does nothing, a lock file beside the database is held.
    pub async fn migrate(&self) -> Result<()> {
        match self {
            Self::Sqlite { writer, .. } => {
                let path = writer.connect_options().get_filename().with_extension("migrate-lock");
                let failed = |source| Error::File { what: format!("cannot lock {}", path.display()), source };
                let lock = File::create(&path).map_err(failed)?;
                let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock))
                    .await
                    .map_err(|error| failed(std::io::Error::other(error)))?
                    .map_err(failed)?;
                SQLITE.run(writer).await?;
                drop(lock);
            }
            Self::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }

    /// Whether every migration of this version is applied.
    pub async fn is_migrated(&self) -> Result<bool> {
        let (newest, wanted) = match self {
            Self::Sqlite { .. } => (self.newest_migration().await, &SQLITE),
            Self::Postgres(_) => (self.newest_migration().await, &POSTGRES),
        };
        Ok(newest? == wanted.iter().last().map(|migration| migration.version))
    }

    async fn newest_migration(&self) -> Result<Option<i64>> {
        let row: (Option<i64>,) = fetch_one!(self, (Option<i64>,), NEWEST)?;
        Ok(row.0)
    }
}

statements! {
    NEWEST = "SELECT MAX(version) FROM _sqlx_migrations WHERE success = TRUE";
}
