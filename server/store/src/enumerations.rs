//! Enumerations: named lists, like the panels that clients choose from.

use domain::{EnumerationId, PlanCode, ProductId, ValueId};

use crate::{Exec, Result, Tx, column};

/// A named list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enumeration {
    /// Its number.
    pub id: EnumerationId,
    /// Its name.
    pub name: String,
    /// Its internal name.
    pub intname: String,
    /// Grows with every change.
    pub version: i64,
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Its number.
    pub id: ValueId,
    /// The list it is in.
    pub enumeration_id: EnumerationId,
    /// Its name.
    pub name: String,
    /// The plan code at the license server, or `nopanel`.
    pub plan_code: PlanCode,
    /// The product of that code; none for `nopanel`.
    pub product_id: Option<ProductId>,
    /// Its place in the list.
    pub sort: i64,
    /// Grows with every change.
    pub version: i64,
}

/// A value to add.
#[derive(Debug)]
pub struct NewValue<'a> {
    /// The list it is in.
    pub enumeration_id: EnumerationId,
    /// Its name.
    pub name: &'a str,
    /// The plan code at the license server, or `nopanel`.
    pub plan_code: &'a PlanCode,
    /// The product of that code; none for `nopanel`.
    pub product_id: Option<ProductId>,
    /// Its place in the list.
    pub sort: i64,
}

/// Adds a list.
pub async fn insert(tx: &mut Tx, name: &str, intname: &str) -> Result<EnumerationId> {
    Ok(EnumerationId::new(fetch_scalar!(tx, i64, INSERT, name, intname)?))
}

/// Adds a value to a list.
pub async fn insert_value(tx: &mut Tx, new: &NewValue<'_>) -> Result<ValueId> {
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT_VALUE,
        new.enumeration_id.get(),
        new.name,
        new.plan_code.as_str(),
        new.product_id.map(ProductId::get),
        new.sort,
    )?;
    Ok(ValueId::new(id))
}

/// Every list, by number.
pub async fn list(db: impl Into<Exec<'_>>) -> Result<Vec<Enumeration>> {
    Ok(fetch_all!(db, Row, LIST)?.into_iter().map(Enumeration::from).collect())
}

/// The values of a list, in their order.
pub async fn values(db: impl Into<Exec<'_>>, id: EnumerationId) -> Result<Vec<Value>> {
    fetch_all!(db, ValueRow, VALUES, id.get())?.into_iter().map(Value::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    intname: String,
    version: i64,
}

impl From<Row> for Enumeration {
    fn from(row: Row) -> Self {
        let Row { id, name, intname, version } = row;
        Self { id: EnumerationId::new(id), name, intname, version }
    }
}

#[derive(sqlx::FromRow)]
struct ValueRow {
    id: i64,
    enumeration_id: i64,
    name: String,
    intname: String,
    product_id: Option<i64>,
    sort: i64,
    version: i64,
}

impl TryFrom<ValueRow> for Value {
    type Error = crate::Error;

    fn try_from(row: ValueRow) -> Result<Self> {
        Ok(Self {
            id: ValueId::new(row.id),
            enumeration_id: EnumerationId::new(row.enumeration_id),
            name: row.name,
            plan_code: column::parse("enumeration_values.intname", &row.intname)?,
            product_id: row.product_id.map(ProductId::new),
            sort: row.sort,
            version: row.version,
        })
    }
}

statements! {
    INSERT = "INSERT INTO enumerations (name, intname) VALUES ($1, $2) RETURNING id";
    INSERT_VALUE = "INSERT INTO enumeration_values (enumeration_id, name, intname, product_id, sort)
        VALUES ($1, $2, $3, $4, $5) RETURNING id";
    LIST = "SELECT id, name, intname, version FROM enumerations ORDER BY id";
    VALUES = "SELECT id, enumeration_id, name, intname, product_id, sort, version FROM enumeration_values
        WHERE enumeration_id = $1 ORDER BY sort, id";
}
