//! One SQL text serves two databases: each of them must understand every statement.

use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};
use store::{Db, all_statements};

use crate::support::on_both;

#[tokio::test]
async fn every_statement_is_prepared_by_both_databases() {
    on_both(async |db| {
        let statements = all_statements();
        assert!(statements.len() > 50);
        for (file, name, sql) in statements {
            let sql = AssertSqlSafe(sql).into_sql_str();
            let prepared = match db {
                Db::Sqlite { writer, .. } => writer.acquire().await.unwrap().prepare(sql).await.map(|_| ()),
                Db::Postgres(pool) => pool.acquire().await.unwrap().prepare(sql).await.map(|_| ()),
            };
            if let Err(error) = prepared {
                panic!("{file} {name}: {error}");
            }
        }
    })
    .await;
}
