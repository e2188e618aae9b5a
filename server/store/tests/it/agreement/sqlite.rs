//! Reads SQLite's own description of a database.

use std::collections::BTreeMap;

use store::Db;

use super::{Index, Kind, Schema, on};

pub async fn read(db: &Db) -> Schema {
    let Db::Sqlite { readers, .. } = db else { panic!("not SQLite") };
    let tables: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'",
    )
    .fetch_all(readers)
    .await
    .unwrap();
    let mut schema = Schema::default();
    for (table, sql) in tables {
        let checks = sql.matches("CHECK (").count();
        if checks > 0 {
            schema.checks.insert(table.clone(), checks);
        }
        let columns: Vec<(String, String, bool, i64)> =
            sqlx::query_as("SELECT name, type, \"notnull\", pk FROM pragma_table_info($1)")
                .bind(&table)
                .fetch_all(readers)
                .await
                .unwrap();
        let mut key: Vec<(i64, String)> = Vec::new();
        for (name, kind, not_null, place) in columns {
            let kind = match kind.as_str() {
                "INTEGER" | "BIGINT" => Kind::Integer,
                "TEXT" => Kind::Text,
                "BLOB" => Kind::Bytes,
                "BOOLEAN" => Kind::Boolean,
                other => panic!("{table}.{name} is {other}"),
            };
            // A row number is never absent, though SQLite does not say so.
            let absent = !not_null && place == 0;
            assert!(not_null || place == 0 || kind == Kind::Integer, "{table}.{name} may be absent");
            schema.columns.insert(format!("{table}.{name}"), (kind, absent));
            if place > 0 {
                key.push((place, name));
            }
        }
        key.sort();
        let key: Vec<String> = key.into_iter().map(|(_, name)| name).collect();
        schema.indexes.insert(Index { on: on(&table, &key), name: None, unique: true, partial: false });
        indexes(readers, &table, &mut schema).await;
        foreign_keys(readers, &table, &mut schema).await;
    }
    schema
}

async fn indexes(readers: &sqlx::SqlitePool, table: &str, schema: &mut Schema) {
    let indexes: Vec<(String, bool, bool)> =
        sqlx::query_as("SELECT name, \"unique\", partial FROM pragma_index_list($1) WHERE origin <> 'pk'")
            .bind(table)
            .fetch_all(readers)
            .await
            .unwrap();
    for (name, unique, partial) in indexes {
        let columns: Vec<String> =
            sqlx::query_scalar("SELECT name FROM pragma_index_info($1) ORDER BY seqno")
                .bind(&name)
                .fetch_all(readers)
                .await
                .unwrap();
        schema.indexes.insert(Index { on: on(table, &columns), name: Some(name), unique, partial });
    }
}

async fn foreign_keys(readers: &sqlx::SqlitePool, table: &str, schema: &mut Schema) {
    let parts: Vec<(i64, String, String, String, String)> = sqlx::query_as(
        "SELECT id, \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list($1) ORDER BY id, seq",
    )
    .bind(table)
    .fetch_all(readers)
    .await
    .unwrap();
    let mut keys: BTreeMap<i64, (String, String, Vec<String>, Vec<String>)> = BTreeMap::new();
    for (id, to_table, from, to, on_delete) in parts {
        let key = keys.entry(id).or_insert_with(|| (to_table, on_delete, Vec::new(), Vec::new()));
        key.2.push(from);
        key.3.push(to);
    }
    for (to_table, on_delete, from, to) in keys.into_values() {
        let key = format!("{} -> {} {on_delete}", on(table, &from), on(&to_table, &to));
        schema.foreign_keys.insert(key);
    }
}
