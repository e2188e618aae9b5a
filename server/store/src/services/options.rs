//! What a service was ordered with, beside its panel.

use domain::option::OptionKind;
use domain::{OptionId, ServiceId};

use crate::{Exec, Result, Tx, column};

/// So many of an option that a service has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceOption {
    /// The option; absent once it is deleted.
    pub option_id: Option<OptionId>,
    /// Its internal name.
    pub intname: String,
    /// What it is for.
    pub kind: OptionKind,
    /// Its name when it was ordered.
    pub name: String,
    /// What it is counted in; empty for a yes.
    pub unit: String,
    /// How many; 1 for a yes.
    pub amount: i64,
}

/// Adds what a service is ordered with.
pub async fn insert(tx: &mut Tx, service: ServiceId, options: &[ServiceOption]) -> Result<()> {
    for option in options {
        execute!(
            &mut *tx,
            INSERT,
            service.get(),
            option.option_id.map(OptionId::get),
            option.intname.as_str(),
            option.kind.as_str(),
            option.name.as_str(),
            option.unit.as_str(),
            option.amount,
        )?;
    }
    Ok(())
}

/// What a service has beside its panel.
pub async fn list(db: impl Into<Exec<'_>>, service: ServiceId) -> Result<Vec<ServiceOption>> {
    fetch_all!(db, Row, LIST, service.get())?.into_iter().map(ServiceOption::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    option_id: Option<i64>,
    intname: String,
    kind: String,
    name: String,
    unit: String,
    amount: i64,
}

impl TryFrom<Row> for ServiceOption {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            option_id: row.option_id.map(OptionId::new),
            intname: row.intname,
            kind: column::parse("service_options.kind", &row.kind)?,
            name: row.name,
            unit: row.unit,
            amount: row.amount,
        })
    }
}

statements! {
    INSERT = "INSERT INTO service_options (service_id, option_id, intname, kind, name, unit, amount)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    LIST = r#"SELECT option_id, intname, kind, name, unit, amount FROM service_options
        WHERE service_id = $1 ORDER BY intname COLLATE "C""#;
}
