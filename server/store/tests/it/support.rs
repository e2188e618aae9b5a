//! Every test runs on SQLite and on PostgreSQL; one that cannot have PostgreSQL fails.

pub mod rows;

use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::Db;

/// Runs a test on a fresh SQLite and on a fresh PostgreSQL database, one after the other.
pub async fn on_both(test: impl AsyncFn(&Db)) {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = fresh_sqlite(&folder).await;
    println!("on SQLite");
    test(&sqlite).await;
    sqlite.close().await;
    let postgres = FreshPostgres::create().await;
    println!("on PostgreSQL");
    test(&postgres.db).await;
    postgres.drop().await;
}

/// A migrated SQLite database in a folder.
pub async fn fresh_sqlite(folder: &tempfile::TempDir) -> Db {
    let url = format!("sqlite://{}", folder.path().join("keypool.sqlite").display());
    let db = Db::connect(&url).await.unwrap();
    db.migrate().await.unwrap();
    db
}

/// A migrated PostgreSQL database of its own.
pub struct FreshPostgres {
    pub db: Db,
    admin: PgConnection,
    name: String,
}

impl FreshPostgres {
    pub async fn create() -> Self {
        let admin_url = admin_url();
        let options = PgConnectOptions::from_str(&admin_url).unwrap();
        let mut admin = PgConnection::connect_with(&options).await.unwrap();
        let name = format!("keypool_{}", uuid::Uuid::new_v4().simple());
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await.unwrap();
        let (server, _) = admin_url.rsplit_once('/').unwrap();
        let db = Db::connect(&format!("{server}/{name}")).await.unwrap();
        db.migrate().await.unwrap();
        Self { db, admin, name }
    }

    pub async fn drop(mut self) {
        self.db.close().await;
        let sql = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        sqlx::query(AssertSqlSafe(sql)).execute(&mut self.admin).await.unwrap();
    }
}

#[expect(clippy::disallowed_methods, reason = "tests are told of their PostgreSQL by the environment alone")]
fn admin_url() -> String {
    std::env::var("KEYPOOL_TEST_POSTGRES")
        .expect("KEYPOOL_TEST_POSTGRES must name a PostgreSQL: run the tests by scripts/postgres.sh")
}
