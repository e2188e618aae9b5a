//! A database of a test's own, gone with the test.

use std::collections::BTreeMap;

use rand::distr::{Alphanumeric, SampleString};
use sqlx::{ConnectOptions, Connection, Executor};
use tempfile::TempDir;
use url::Url;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy)]
pub enum Database {
    Sqlite,
    Postgres,
}

/// A fresh database: a file in a folder of its own, or a database in the cluster of `KEYPOOL_TEST_POSTGRES`.
pub enum FreshDatabase {
    Sqlite(TempDir),
    Postgres { admin: Url, name: String },
}

impl FreshDatabase {
    pub async fn create(database: Database) -> Self {
        match database {
            Database::Sqlite => Self::Sqlite(tempfile::tempdir().unwrap()),
            Database::Postgres => {
                let admin = postgres_url();
                let name = format!("it_{}", Alphanumeric.sample_string(&mut rand::rng(), 16).to_lowercase());
                admin_run(&admin, format!("CREATE DATABASE {name}")).await;
                Self::Postgres { admin, name }
            }
        }
    }

    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite://{}", folder.path().join("keypool.db").display()),
            Self::Postgres { admin, name } => {
                let mut url = admin.clone();
                url.set_path(name);
                url.into()
            }
        }
    }

    /// Every row of every table but the sessions, as text: two snapshots are equal if nothing was written.
    pub async fn contents(&self) -> BTreeMap<String, Vec<String>> {
        match self {
            Self::Sqlite(_) => sqlite_contents(&self.url()).await,
            Self::Postgres { .. } => postgres_contents(&self.url()).await,
        }
    }

    /// What each statement selects: one text a row.
    pub async fn texts(&self, statements: &[&str]) -> Vec<Vec<String>> {
        let mut all = Vec::new();
        match self {
            Self::Sqlite(_) => {
                let mut connection = sqlx::SqliteConnection::connect(&self.url()).await.unwrap();
                for sql in statements {
                    let query = sqlx::query_scalar(sqlx::AssertSqlSafe(*sql));
                    all.push(query.fetch_all(&mut connection).await.unwrap());
                }
                connection.close().await.unwrap();
            }
            Self::Postgres { .. } => {
                let mut connection = sqlx::PgConnection::connect(&self.url()).await.unwrap();
                for sql in statements {
                    let query = sqlx::query_scalar(sqlx::AssertSqlSafe(*sql));
                    all.push(query.fetch_all(&mut connection).await.unwrap());
                }
                connection.close().await.unwrap();
            }
        }
        all
    }

    /// Runs a statement.
    pub async fn execute(&self, sql: &'static str) {
        match self {
            Self::Sqlite(_) => {
                let mut connection = sqlx::SqliteConnection::connect(&self.url()).await.unwrap();
                connection.execute(sql).await.unwrap();
            }
            Self::Postgres { .. } => {
                let mut connection = sqlx::PgConnection::connect(&self.url()).await.unwrap();
                connection.execute(sql).await.unwrap();
            }
        }
    }

    /// Removes it; on PostgreSQL connections that are still open are closed.
    pub async fn remove(self) {
        if let Self::Postgres { admin, name } = self {
            admin_run(&admin, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a test has no configuration to ask")]
fn postgres_url() -> Url {
    let url = std::env::var("KEYPOOL_TEST_POSTGRES")
        .expect("KEYPOOL_TEST_POSTGRES must name a PostgreSQL cluster: run the tests by scripts/postgres.sh");
    Url::parse(&url).unwrap()
}

async fn admin_run(admin: &Url, sql: String) {
    let options = sqlx::postgres::PgConnectOptions::from_url(admin).unwrap();
    let mut connection = options.connect().await.unwrap();
    connection.execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
    connection.close().await.unwrap();
}

async fn sqlite_contents(url: &str) -> BTreeMap<String, Vec<String>> {
    let mut connection = sqlx::SqliteConnection::connect(url).await.unwrap();
    let tables = "SELECT m.name, group_concat('quote(' || c.name || ')', '||'',''||')
        FROM sqlite_master m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT IN ('sessions', '_sqlx_migrations')
        GROUP BY m.name";
    let tables: Vec<(String, String)> = sqlx::query_as(tables).fetch_all(&mut connection).await.unwrap();
    let mut contents = BTreeMap::new();
    for (table, columns) in tables {
        let rows = sqlx::AssertSqlSafe(format!("SELECT {columns} FROM {table} ORDER BY rowid"));
        contents.insert(table, sqlx::query_scalar(rows).fetch_all(&mut connection).await.unwrap());
    }
    contents
}

async fn postgres_contents(url: &str) -> BTreeMap<String, Vec<String>> {
    let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
    let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'
        AND tablename NOT IN ('sessions', '_sqlx_migrations')";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut connection).await.unwrap();
    let mut contents = BTreeMap::new();
    for table in tables {
        let rows = sqlx::AssertSqlSafe(format!("SELECT t::text FROM {table} t ORDER BY 1"));
        contents.insert(table, sqlx::query_scalar(rows).fetch_all(&mut connection).await.unwrap());
    }
    contents
}
