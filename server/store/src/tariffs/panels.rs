//! The panels that a tariff sells, as its recipes see them.

use domain::{EnumerationId, PlanCode, TariffId, ValueId};

use crate::{Exec, Result, column};

/// A panel of a tariff's option *Control panel license*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The value of the list.
    pub value_id: ValueId,
    /// The list.
    pub enumeration_id: EnumerationId,
    /// Its name.
    pub name: String,
    /// The plan code at the license server.
    pub plan_code: PlanCode,
}

/// The panels that a tariff has turned on, in the list's order, without *No control panel*.
pub async fn list(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<Vec<Panel>> {
    fetch_all!(db, Row, LIST, tariff.get())?.into_iter().map(Panel::try_from).collect()
}

/// The enumeration that a tariff's panels come from, if it has the option.
pub async fn enumeration(db: impl Into<Exec<'_>>, tariff: TariffId) -> Result<Option<EnumerationId>> {
    let row = fetch_optional!(db, (i64,), ENUMERATION, tariff.get())?;
    Ok(row.map(|(id,)| EnumerationId::new(id)))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    enumeration_id: i64,
    name: String,
    intname: String,
}

impl TryFrom<Row> for Panel {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            value_id: ValueId::new(row.id),
            enumeration_id: EnumerationId::new(row.enumeration_id),
            name: row.name,
            plan_code: column::parse("enumeration_values.intname", &row.intname)?,
        })
    }
}

statements! {
    LIST = "SELECT e.id, e.enumeration_id, e.name, e.intname FROM tariff_options o
        JOIN option_values v ON v.option_id = o.id
        JOIN enumeration_values e ON e.id = v.value_id
        WHERE o.tariff_id = $1 AND o.kind = 'panel_license' AND v.available AND e.intname <> 'nopanel'
        ORDER BY e.sort, e.id";
    ENUMERATION = "SELECT enumeration_id FROM tariff_options
        WHERE tariff_id = $1 AND kind = 'panel_license' ORDER BY id LIMIT 1";
}
