//! The values of enumerations, in their order: 1, 2, 3 … without a gap.

use domain::{EnumerationId, PlanCode, ProductId, ValueId};

use super::search;
use crate::{Constraint, Exec, Result, Tx, column};

/// No two values of one list have one internal name.
pub const VALUE_INTNAME: Constraint = Constraint {
    name: "enumeration_values_intname",
    columns: "enumeration_values.enumeration_id, enumeration_values.intname",
};

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

/// Adds a value to a list; a second one with this internal name violates [`VALUE_INTNAME`].
pub async fn insert_value(tx: &mut Tx, new: &NewValue<'_>) -> Result<ValueId> {
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT,
        new.enumeration_id.get(),
        new.name,
        new.plan_code.as_str(),
        new.product_id.map(ProductId::get),
        new.sort,
        search(new.name, new.plan_code.as_str()),
    )?;
    Ok(ValueId::new(id))
}

/// One value.
pub async fn find_value(db: impl Into<Exec<'_>>, id: ValueId) -> Result<Option<Value>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(Value::try_from).transpose()
}

/// The values of a list, in their order.
pub async fn values(db: impl Into<Exec<'_>>, id: EnumerationId) -> Result<Vec<Value>> {
    fetch_all!(db, Row, LIST, id.get())?.into_iter().map(Value::try_from).collect()
}

/// How many values a list has.
pub async fn value_count(db: impl Into<Exec<'_>>, id: EnumerationId) -> Result<i64> {
    fetch_scalar!(db, i64, COUNT, id.get())
}

/// Changes a value but for its place; another one with this internal name violates [`VALUE_INTNAME`].
pub async fn update_value(tx: &mut Tx, now: &Value) -> Result<()> {
    execute!(
        tx,
        UPDATE,
        now.id.get(),
        now.name.as_str(),
        now.plan_code.as_str(),
        now.product_id.map(ProductId::get),
        search(&now.name, now.plan_code.as_str()),
    )?;
    Ok(())
}

/// Takes a value to another place of its list; those between make room, in one statement. Under
/// [`super::lock_order`].
pub async fn move_value(tx: &mut Tx, value: &Value, to: i64) -> Result<()> {
    execute!(tx, MOVE, value.enumeration_id.get(), value.id.get(), value.sort, to)?;
    Ok(())
}

/// Makes room for a value at a place. Under [`super::lock_order`].
pub async fn make_room(tx: &mut Tx, id: EnumerationId, place: i64) -> Result<()> {
    execute!(tx, MAKE_ROOM, id.get(), place)?;
    Ok(())
}

/// Takes a value away, and where an option has it turned off; nothing may use it.
pub async fn delete_value(tx: &mut Tx, id: ValueId) -> Result<()> {
    execute!(&mut *tx, DELETE_OFF, id.get())?;
    execute!(tx, DELETE, id.get())?;
    Ok(())
}

/// Closes the gap that a value left. Under [`super::lock_order`].
pub async fn close_gap(tx: &mut Tx, id: EnumerationId, place: i64) -> Result<()> {
    execute!(tx, CLOSE_GAP, id.get(), place)?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    enumeration_id: i64,
    name: String,
    intname: String,
    product_id: Option<i64>,
    sort: i64,
    version: i64,
}

impl TryFrom<Row> for Value {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
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
    INSERT = "INSERT INTO enumeration_values (enumeration_id, name, intname, product_id, sort, search)
        VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
    FIND = "SELECT id, enumeration_id, name, intname, product_id, sort, version FROM enumeration_values
        WHERE id = $1";
    LIST = "SELECT id, enumeration_id, name, intname, product_id, sort, version FROM enumeration_values
        WHERE enumeration_id = $1 ORDER BY sort, id";
    COUNT = "SELECT COUNT(*) FROM enumeration_values WHERE enumeration_id = $1";
    UPDATE = "UPDATE enumeration_values SET name = $2, intname = $3, product_id = $4, search = $5,
        version = version + 1 WHERE id = $1";
    MOVE = "UPDATE enumeration_values SET sort = CASE WHEN id = $2 THEN $4 WHEN $3 < $4 THEN sort - 1 ELSE sort + 1 END
        WHERE enumeration_id = $1 AND ((sort >= $3 AND sort <= $4) OR (sort >= $4 AND sort <= $3))";
    MAKE_ROOM = "UPDATE enumeration_values SET sort = sort + 1 WHERE enumeration_id = $1 AND sort >= $2";
    DELETE_OFF = "DELETE FROM option_values WHERE value_id = $1 AND NOT available
        AND NOT EXISTS (SELECT 1 FROM option_prices p
            WHERE p.option_id = option_values.option_id AND p.value_id = option_values.value_id)";
    DELETE = "DELETE FROM enumeration_values WHERE id = $1";
    CLOSE_GAP = "UPDATE enumeration_values SET sort = sort - 1 WHERE enumeration_id = $1 AND sort > $2";
}
