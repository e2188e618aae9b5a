//! The two schemas are one schema.

mod postgres;
mod sqlite;

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{FreshPostgres, fresh_sqlite};

/// What both databases must agree about.
#[derive(Debug, Default, PartialEq, Eq)]
struct Schema {
    /// `table.column` → kind of value, and whether it may be absent.
    columns: BTreeMap<String, (Kind, bool)>,
    /// `table(columns)`, with its name, whether unique, and whether for some rows only.
    indexes: BTreeSet<Index>,
    /// `table(columns) -> table(columns) on delete`.
    foreign_keys: BTreeSet<String>,
    /// Table → its number of checks.
    checks: BTreeMap<String, usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Integer,
    Text,
    Bytes,
    Boolean,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Index {
    on: String,
    /// Primary keys have names that nobody chose.
    name: Option<String>,
    unique: bool,
    partial: bool,
}

fn on(table: &str, columns: &[String]) -> String {
    format!("{table}({})", columns.join(", "))
}

#[tokio::test]
async fn both_databases_have_the_same_tables() {
    let folder = tempfile::tempdir().unwrap();
    let db = fresh_sqlite(&folder).await;
    let sqlite = sqlite::read(&db).await;
    db.close().await;
    let fresh = FreshPostgres::create().await;
    let postgres = postgres::read(&fresh.db).await;
    fresh.drop().await;
    assert!(sqlite.columns.len() > 200, "the schema was read");
    assert_eq!(sqlite.columns, postgres.columns);
    assert_eq!(sqlite.indexes, postgres.indexes);
    assert_eq!(sqlite.foreign_keys, postgres.foreign_keys);
    assert_eq!(sqlite.checks, postgres.checks);
}

/// PostgreSQL rewrites a check when it keeps it, so what they say is compared where they are written; that each
/// arrived is counted by the test above.
#[test]
fn paired_migrations_check_the_same() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
    let read = |dialect: &str| -> BTreeMap<String, BTreeSet<String>> {
        let files = std::fs::read_dir(format!("{folder}/{dialect}")).unwrap();
        let files = files.map(|file| file.unwrap());
        files
            .map(|file| {
                let text = std::fs::read_to_string(file.path()).unwrap();
                (file.file_name().into_string().unwrap(), conditions(&text))
            })
            .collect()
    };
    let sqlite = read("sqlite");
    assert!(sqlite.values().map(BTreeSet::len).sum::<usize>() > 20);
    assert_eq!(sqlite, read("postgres"));
}

/// What stands in the brackets of every CHECK, and after the WHERE of every partial index. A set: where SQLite makes a
/// table anew, it says again what PostgreSQL keeps.
fn conditions(sql: &str) -> BTreeSet<String> {
    let text = sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join(" ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let checks = text.split("CHECK (").skip(1).map(|rest| {
        let mut open = 1;
        let end = rest.find(|character| {
            open += i32::from(character == '(') - i32::from(character == ')');
            open == 0
        });
        rest[..end.unwrap()].to_owned()
    });
    let wheres =
        text.split(" WHERE ").skip(1).map(|rest| format!("WHERE {}", rest.split(';').next().unwrap()));
    checks.chain(wheres).collect()
}
