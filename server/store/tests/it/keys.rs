//! Which columns are sealed.

use store::{Db, all_statements};

use crate::support::fresh_sqlite;

#[tokio::test]
async fn every_sealed_column_is_sealed_again_when_the_key_changes() {
    let folder = tempfile::tempdir().unwrap();
    let db = fresh_sqlite(&folder).await;
    let Db::Sqlite { readers, .. } = &db else { panic!("not SQLite") };
    let sql = "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND c.name LIKE '%\\_sealed' ESCAPE '\\' ORDER BY 1, 2";
    let columns: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(readers).await.unwrap();
    assert!(columns.len() >= 4, "{columns:?}");
    let statements: Vec<_> = all_statements().into_iter().filter(|one| one.0 == "sealed/reseal").collect();
    for (table, column) in columns {
        let update = format!("UPDATE {table} SET {column} = ");
        assert!(
            statements.iter().any(|one| one.2.starts_with(&update)),
            "{table}.{column} keeps its old key"
        );
    }
    db.close().await;
}
