//! Enumerations: named lists, like the panels that clients choose from.

pub mod list;
pub mod uses;
mod value;
pub mod value_list;

use domain::EnumerationId;

use crate::{Constraint, Exec, Result, Tx};

pub(crate) use value::STATEMENTS as VALUES;
pub use value::{
    NewValue, VALUE_INTNAME, Value, close_gap, delete_value, find_value, insert_value, make_room, move_value,
    update_value, value_count, values,
};

/// No two lists have one internal name.
pub const INTNAME: Constraint = Constraint { name: "enumerations_intname", columns: "enumerations.intname" };

/// A named list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enumeration {
    /// Its number.
    pub id: EnumerationId,
    /// Its name.
    pub name: String,
    /// Its internal name.
    pub intname: String,
    /// Grows with every change of its names.
    pub version: i64,
    /// Grows whenever a value comes, goes or is moved.
    pub order_version: i64,
}

/// Adds a list; a second one with this internal name violates [`INTNAME`].
pub async fn insert(tx: &mut Tx, name: &str, intname: &str) -> Result<EnumerationId> {
    Ok(EnumerationId::new(fetch_scalar!(tx, i64, INSERT, name, intname, search(name, intname))?))
}

/// One list.
pub async fn find(db: impl Into<Exec<'_>>, id: EnumerationId) -> Result<Option<Enumeration>> {
    Ok(fetch_optional!(db, Row, FIND, id.get())?.map(Enumeration::from))
}

/// The list of this internal name.
pub async fn find_named(db: impl Into<Exec<'_>>, intname: &str) -> Result<Option<Enumeration>> {
    Ok(fetch_optional!(db, Row, FIND_NAMED, intname)?.map(Enumeration::from))
}

/// Every list, by number.
pub async fn list(db: impl Into<Exec<'_>>) -> Result<Vec<Enumeration>> {
    Ok(fetch_all!(db, Row, LIST)?.into_iter().map(Enumeration::from).collect())
}

/// Gives a list other names; another one with this internal name violates [`INTNAME`].
pub async fn update(tx: &mut Tx, id: EnumerationId, name: &str, intname: &str) -> Result<()> {
    execute!(tx, UPDATE, id.get(), name, intname, search(name, intname))?;
    Ok(())
}

/// Takes a list away with its values; nothing may use it.
pub async fn delete(tx: &mut Tx, id: EnumerationId) -> Result<()> {
    execute!(&mut *tx, DELETE_VALUES, id.get())?;
    execute!(tx, DELETE, id.get())?;
    Ok(())
}

/// One list, kept from other changes of its names until this transaction is done.
pub async fn lock(tx: &mut Tx, id: EnumerationId) -> Result<Option<Enumeration>> {
    execute!(&mut *tx, LOCK, id.get())?;
    find(tx, id).await
}

/// Takes the order of a list: whoever else adds, takes away or moves a value of it waits until this transaction is
/// done. The list as it was; `None` if there is none.
pub async fn lock_order(tx: &mut Tx, id: EnumerationId) -> Result<Option<Enumeration>> {
    execute!(&mut *tx, LOCK_ORDER, id.get())?;
    let list = find(tx, id).await?;
    Ok(list.map(|list| Enumeration { order_version: list.order_version - 1, ..list }))
}

/// What a search looks through.
fn search(name: &str, intname: &str) -> String {
    format!("{name} {intname}").to_lowercase()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    intname: String,
    version: i64,
    order_version: i64,
}

impl From<Row> for Enumeration {
    fn from(row: Row) -> Self {
        let Row { id, name, intname, version, order_version } = row;
        Self { id: EnumerationId::new(id), name, intname, version, order_version }
    }
}

statements! {
    INSERT = "INSERT INTO enumerations (name, intname, search) VALUES ($1, $2, $3) RETURNING id";
    FIND = "SELECT id, name, intname, version, order_version FROM enumerations WHERE id = $1";
    FIND_NAMED = "SELECT id, name, intname, version, order_version FROM enumerations WHERE intname = $1";
    LIST = "SELECT id, name, intname, version, order_version FROM enumerations ORDER BY id";
    UPDATE = "UPDATE enumerations SET name = $2, intname = $3, search = $4, version = version + 1 WHERE id = $1";
    DELETE_VALUES = "DELETE FROM enumeration_values WHERE enumeration_id = $1";
    DELETE = "DELETE FROM enumerations WHERE id = $1";
    LOCK = "UPDATE enumerations SET version = version WHERE id = $1";
    LOCK_ORDER = "UPDATE enumerations SET order_version = order_version + 1 WHERE id = $1";
}
