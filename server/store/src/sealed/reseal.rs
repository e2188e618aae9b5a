//! Sealing everything again with the newest key, so that an older key is no longer needed.

use std::collections::BTreeMap;

use super::{ID_BYTES, Keyring, LICENSE_KEY_COLUMN, Sealed};
use crate::{Db, Error, Result, Tx, drafts, modules, services};

/// How many values one transaction seals again: a server that runs meanwhile waits for no more than that.
const BATCH: i64 = 50;

/// What became of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resealed {
    /// The column.
    pub column: &'static str,
    /// How many values were sealed again.
    pub resealed: u64,
    /// How many values do not open with the keys at hand, and stayed as they are.
    pub unopened: u64,
}

/// How many values of one column are sealed with each key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The column.
    pub column: &'static str,
    /// Values by the id of their key.
    pub by_key: BTreeMap<u32, u64>,
}

impl Sealed {
    /// The id of the key that this was sealed with; nothing for what is no sealed value.
    pub fn key_id(&self) -> Option<u32> {
        self.0.first_chunk::<ID_BYTES>().map(|id| u32::from_be_bytes(*id))
    }
}

/// Counts the values of every sealed column by their keys.
pub async fn count(db: &Db) -> Result<Vec<Counted>> {
    let mut all = Vec::new();
    for column in COLUMNS {
        let rows = fetch_all!(db, (Vec<u8>, i64), column.count)?;
        let counted = rows.into_iter().map(|(id, count)| {
            let id = Sealed(id).key_id().unwrap_or_default();
            Ok((id, crate::column::narrow(column.name, count)?))
        });
        all.push(Counted { column: column.name, by_key: counted.collect::<Result<_>>()? });
    }
    Ok(all)
}

/// Seals every value again that has an older key. It may be interrupted and run again, and servers may run: a value
/// that changes meanwhile is left to whoever changed it.
pub async fn reseal(db: &Db, keyring: &Keyring) -> Result<Vec<Resealed>> {
    let mut all = Vec::new();
    for column in COLUMNS {
        let mut done = Resealed { column: column.name, resealed: 0, unopened: 0 };
        while batch(db, keyring, column, &mut done).await? {}
        all.push(done);
    }
    Ok(all)
}

/// Seals some values again; says whether there may be more.
async fn batch(db: &Db, keyring: &Keyring, column: &Column, done: &mut Resealed) -> Result<bool> {
    let newest = keyring.newest().to_be_bytes();
    let mut tx = db.begin().await?;
    // What did not open still has its old key and comes first again.
    let passed_over = i64::try_from(done.unopened).unwrap_or(i64::MAX);
    let values = column.stale(&mut tx, &newest, passed_over).await?;
    if values.is_empty() {
        return Ok(false);
    }
    for (id, old) in values {
        let old = Sealed(old);
        match keyring.open(column.name, &old) {
            Ok(secret) => {
                let new = keyring.seal(column.name, &secret)?;
                done.resealed += column.replace(&mut tx, &id, &old, &new).await?;
            }
            Err(Error::Unsealable(_)) => done.unopened += 1,
            Err(error) => return Err(error),
        }
    }
    tx.commit().await?;
    Ok(true)
}

/// A sealed column and its statements.
struct Column {
    /// The name that its values are sealed for.
    name: &'static str,
    id: IdKind,
    stale: &'static str,
    replace: &'static str,
    count: &'static str,
}

#[derive(Clone, Copy)]
enum IdKind {
    Number,
    Text,
}

enum Id {
    Number(i64),
    Text(String),
}

impl Column {
    /// Values that are not sealed with this key, after so many of them.
    async fn stale(&self, tx: &mut Tx, newest: &[u8], after: i64) -> Result<Vec<(Id, Vec<u8>)>> {
        Ok(match self.id {
            IdKind::Number => {
                let rows = fetch_all!(tx, (i64, Vec<u8>), self.stale, newest, BATCH, after)?;
                rows.into_iter().map(|(id, value)| (Id::Number(id), value)).collect()
            }
            IdKind::Text => {
                let rows = fetch_all!(tx, (String, Vec<u8>), self.stale, newest, BATCH, after)?;
                rows.into_iter().map(|(id, value)| (Id::Text(id), value)).collect()
            }
        })
    }

    /// Puts a value in the place of the one it was made from; says how many it replaced.
    async fn replace(&self, tx: &mut Tx, id: &Id, old: &Sealed, new: &Sealed) -> Result<u64> {
        let (old, new) = (old.0.as_slice(), new.0.as_slice());
        match id {
            Id::Number(id) => execute!(tx, self.replace, *id, old, new),
            Id::Text(id) => execute!(tx, self.replace, id.as_str(), old, new),
        }
    }
}

macro_rules! stale {
    ($table:literal, $column:literal, $order:literal) => {
        concat!(
            "SELECT id, ",
            $column,
            " FROM ",
            $table,
            " WHERE substr(",
            $column,
            ", 1, 4) <> $1 ORDER BY ",
            $order,
            " LIMIT $2 OFFSET $3"
        )
    };
}
macro_rules! replace {
    ($table:literal, $column:literal) => {
        concat!("UPDATE ", $table, " SET ", $column, " = $3 WHERE id = $1 AND ", $column, " = $2")
    };
}
macro_rules! count {
    ($table:literal, $column:literal) => {
        concat!(
            "SELECT substr(",
            $column,
            ", 1, 4), COUNT(*) FROM ",
            $table,
            " WHERE ",
            $column,
            " IS NOT NULL GROUP BY 1"
        )
    };
}

/// Every sealed column there is; the test of the schemas finds one that is missing here.
const COLUMNS: &[Column] = &[
    Column {
        name: modules::PASSWORD_COLUMN,
        id: IdKind::Number,
        stale: MODULES,
        replace: REPLACE_MODULE,
        count: COUNT_MODULES,
    },
    Column {
        name: drafts::PASSWORD_COLUMN,
        id: IdKind::Text,
        stale: DRAFTS,
        replace: REPLACE_DRAFT,
        count: COUNT_DRAFTS,
    },
    Column {
        name: LICENSE_KEY_COLUMN,
        id: IdKind::Number,
        stale: LICENSES,
        replace: REPLACE_LICENSE,
        count: COUNT_LICENSES,
    },
    Column {
        name: services::ROOT_PASSWORD_COLUMN,
        id: IdKind::Number,
        stale: SERVICES,
        replace: REPLACE_SERVICE,
        count: COUNT_SERVICES,
    },
];

statements! {
    MODULES = stale!("processing_modules", "password_sealed", "id");
    REPLACE_MODULE = replace!("processing_modules", "password_sealed");
    COUNT_MODULES = count!("processing_modules", "password_sealed");
    DRAFTS = stale!("module_drafts", "password_sealed", "id COLLATE \"C\"");
    REPLACE_DRAFT = replace!("module_drafts", "password_sealed");
    COUNT_DRAFTS = count!("module_drafts", "password_sealed");
    LICENSES = stale!("licenses", "key_sealed", "id");
    REPLACE_LICENSE = replace!("licenses", "key_sealed");
    COUNT_LICENSES = count!("licenses", "key_sealed");
    SERVICES = stale!("services", "root_password_sealed", "id");
    REPLACE_SERVICE = replace!("services", "root_password_sealed");
    COUNT_SERVICES = count!("services", "root_password_sealed");
}
