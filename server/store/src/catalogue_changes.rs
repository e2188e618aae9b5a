//! The history of the catalogue: who changed what, with old and new values.

use domain::catalogue::{FieldChange, Object, Root, Verb};
use domain::{Date, OptionId, UserId};

use crate::{Error, Exec, Result, Tx, column};

/// A change to record.
#[derive(Debug)]
pub struct NewChange<'a> {
    /// The object on whose page the history is read, and its number; 0 where there is one of the kind.
    pub root: (Root, i64),
    /// What was changed, and its number.
    pub object: (Object, i64),
    /// What the object was called.
    pub name: &'a str,
    /// What was done with it.
    pub verb: Verb,
    /// The fields that changed; never a secret.
    pub fields: &'a [FieldChange],
    /// Who did it; absent for the operator of the installation.
    pub actor: Option<UserId>,
    /// When, in machine milliseconds.
    pub at_ms: i64,
    /// The business day.
    pub business_day: Date,
}

/// A change as kept.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its number; later changes have greater ones.
    pub id: i64,
    /// What was changed, and its number.
    pub object: (Object, i64),
    /// What the object was called.
    pub name: String,
    /// What was done with it.
    pub verb: Verb,
    /// The fields that changed.
    pub fields: Vec<FieldChange>,
    /// The name of who did it.
    pub actor: Option<String>,
    /// When, in machine milliseconds.
    pub at_ms: i64,
}

/// Records a change in the transaction of the change.
pub async fn record(tx: &mut Tx, new: &NewChange<'_>) -> Result<i64> {
    let fields = serde_json::to_string(new.fields)
        .map_err(|error| Error::corrupt("catalogue_changes.changes", error))?;
    fetch_scalar!(
        tx,
        i64,
        RECORD,
        new.root.0.as_str(),
        new.root.1,
        new.object.0.as_str(),
        new.object.1,
        new.name,
        new.verb.as_str(),
        fields,
        new.actor.map(UserId::get),
        new.at_ms,
        new.business_day.to_string(),
    )
}

/// The history of an object with all that stands under it, newest first.
pub async fn of_root(
    db: impl Into<Exec<'_>>,
    root: (Root, i64),
    offset: i64,
    limit: i64,
) -> Result<Vec<Change>> {
    read(fetch_all!(db, Row, OF_ROOT, root.0.as_str(), root.1, limit, offset)?)
}

/// How many changes that history has.
pub async fn count_of_root(db: impl Into<Exec<'_>>, root: (Root, i64)) -> Result<i64> {
    fetch_scalar!(db, i64, COUNT_OF_ROOT, root.0.as_str(), root.1)
}

/// The history of one object alone, newest first.
pub async fn of_object(
    db: impl Into<Exec<'_>>,
    object: (Object, i64),
    offset: i64,
    limit: i64,
) -> Result<Vec<Change>> {
    read(fetch_all!(db, Row, OF_OBJECT, object.0.as_str(), object.1, limit, offset)?)
}

/// The history of an option with its prices, newest first.
pub async fn of_option(
    db: impl Into<Exec<'_>>,
    option: OptionId,
    offset: i64,
    limit: i64,
) -> Result<Vec<Change>> {
    read(fetch_all!(db, Row, OF_OPTION, option.get(), limit, offset)?)
}

/// How many changes that history has.
pub async fn count_of_option(db: impl Into<Exec<'_>>, option: OptionId) -> Result<i64> {
    fetch_scalar!(db, i64, COUNT_OF_OPTION, option.get())
}

/// The number of the last change of one object; 0 if there was none.
pub async fn last(db: impl Into<Exec<'_>>, object: (Object, i64)) -> Result<i64> {
    fetch_scalar!(db, i64, LAST, object.0.as_str(), object.1)
}

/// The changes of one object from a change on, the oldest first: what going back to before it takes back.
pub async fn since(db: impl Into<Exec<'_>>, object: (Object, i64), change: i64) -> Result<Vec<Change>> {
    read(fetch_all!(db, Row, SINCE, object.0.as_str(), object.1, change)?)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    object: String,
    object_id: i64,
    name: String,
    verb: String,
    changes: String,
    actor: Option<String>,
    at: i64,
}

fn read(rows: Vec<Row>) -> Result<Vec<Change>> {
    rows.into_iter()
        .map(|row| {
            Ok(Change {
                id: row.id,
                object: (column::parse("catalogue_changes.object", &row.object)?, row.object_id),
                name: row.name,
                verb: column::parse("catalogue_changes.verb", &row.verb)?,
                fields: serde_json::from_str(&row.changes)
                    .map_err(|error| Error::corrupt("catalogue_changes.changes", error))?,
                actor: row.actor,
                at_ms: row.at,
            })
        })
        .collect()
}

statements! {
    RECORD = "INSERT INTO catalogue_changes (root, root_id, object, object_id, name, verb, changes, actor_id, at,
            business_day)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
    OF_ROOT = "SELECT c.id, c.object, c.object_id, c.name, c.verb, c.changes, u.name AS actor, c.at
        FROM catalogue_changes c LEFT JOIN users u ON u.id = c.actor_id
        WHERE c.root = $1 AND c.root_id = $2 ORDER BY c.id DESC LIMIT $3 OFFSET $4";
    COUNT_OF_ROOT = "SELECT COUNT(*) FROM catalogue_changes WHERE root = $1 AND root_id = $2";
    OF_OBJECT = "SELECT c.id, c.object, c.object_id, c.name, c.verb, c.changes, u.name AS actor, c.at
        FROM catalogue_changes c LEFT JOIN users u ON u.id = c.actor_id
        WHERE c.object = $1 AND c.object_id = $2 ORDER BY c.id DESC LIMIT $3 OFFSET $4";
    OF_OPTION = "SELECT c.id, c.object, c.object_id, c.name, c.verb, c.changes, u.name AS actor, c.at
        FROM catalogue_changes c LEFT JOIN users u ON u.id = c.actor_id
        WHERE c.object IN ('option', 'prices') AND c.object_id = $1 ORDER BY c.id DESC LIMIT $2 OFFSET $3";
    COUNT_OF_OPTION = "SELECT COUNT(*) FROM catalogue_changes
        WHERE object IN ('option', 'prices') AND object_id = $1";
    LAST = "SELECT COALESCE(MAX(id), 0) FROM catalogue_changes WHERE object = $1 AND object_id = $2";
    SINCE = "SELECT c.id, c.object, c.object_id, c.name, c.verb, c.changes, u.name AS actor, c.at
        FROM catalogue_changes c LEFT JOIN users u ON u.id = c.actor_id
        WHERE c.object = $1 AND c.object_id = $2 AND c.id >= $3 ORDER BY c.id";
}
