//! Reads PostgreSQL's own description of a database.

use store::Db;

use super::{Index, Kind, Schema, on};

const COLUMNS: &str = "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES'
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'";

const INDEXES: &str =
    "SELECT t.relname::text, i.relname::text, x.indisunique, x.indpred IS NOT NULL, x.indisprimary,
        ARRAY(SELECT a.attname::text FROM unnest(x.indkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number ORDER BY k.place)
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relname NOT LIKE '\\_sqlx%'";

const FOREIGN_KEYS: &str = "SELECT t.relname::text, r.relname::text,
        CASE c.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
            ELSE c.confdeltype::text END,
        ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number ORDER BY k.place),
        ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = k.number ORDER BY k.place)
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace";

const CHECKS: &str =
    "SELECT t.relname::text, COUNT(*) FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE c.contype = 'c' AND c.connamespace = 'public'::regnamespace GROUP BY t.relname";

type IndexRow = (String, String, bool, bool, bool, Vec<String>);
type KeyRow = (String, String, String, Vec<String>, Vec<String>);

pub async fn read(db: &Db) -> Schema {
    let Db::Postgres(pool) = db else { panic!("not PostgreSQL") };
    let mut schema = Schema::default();
    let columns: Vec<(String, String, String, bool)> = sqlx::query_as(COLUMNS).fetch_all(pool).await.unwrap();
    for (table, name, kind, absent) in columns {
        let kind = match kind.as_str() {
            "bigint" => Kind::Integer,
            "text" => Kind::Text,
            "bytea" => Kind::Bytes,
            "boolean" => Kind::Boolean,
            other => panic!("{table}.{name} is {other}"),
        };
        schema.columns.insert(format!("{table}.{name}"), (kind, absent));
    }
    let indexes: Vec<IndexRow> = sqlx::query_as(INDEXES).fetch_all(pool).await.unwrap();
    for (table, name, unique, partial, primary, columns) in indexes {
        let name = (!primary).then_some(name);
        schema.indexes.insert(Index { on: on(&table, &columns), name, unique, partial });
    }
    let keys: Vec<KeyRow> = sqlx::query_as(FOREIGN_KEYS).fetch_all(pool).await.unwrap();
    for (table, to_table, on_delete, from, to) in keys {
        let key = format!("{} -> {} {on_delete}", on(&table, &from), on(&to_table, &to));
        schema.foreign_keys.insert(key);
    }
    let checks: Vec<(String, i64)> = sqlx::query_as(CHECKS).fetch_all(pool).await.unwrap();
    schema.checks =
        checks.into_iter().map(|(table, count)| (table, usize::try_from(count).unwrap())).collect();
    schema
}
