//! An option as it is stored.

use domain::option::Limits;
use domain::{EnumerationId, OptionId, TariffId, ValueId};

use super::{Choice, Details, TariffOption};
use crate::{Error, Result, column};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: i64,
    tariff_id: i64,
    kind: String,
    billing_type: String,
    name: String,
    intname: String,
    value_type: String,
    enumeration_id: Option<i64>,
    default_value_id: Option<i64>,
    default_amount: i64,
    included: i64,
    minimum: i64,
    maximum: i64,
    step: i64,
    unit: String,
    sort: i64,
    enabled: bool,
    version: i64,
}

impl TryFrom<Row> for TariffOption {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let limits = Limits {
            default: row.default_amount,
            included: row.included,
            minimum: row.minimum,
            maximum: row.maximum,
            step: row.step,
        };
        let choice = match row.enumeration_id {
            Some(id) => Choice::Value {
                enumeration: EnumerationId::new(id),
                default: row.default_value_id.map(ValueId::new),
            },
            None => {
                let value_type = column::parse("tariff_options.value_type", &row.value_type)?;
                Choice::Amount { value_type, limits, unit: row.unit }
            }
        };
        let details = Details {
            kind: column::parse("tariff_options.kind", &row.kind)?,
            billing: column::parse("tariff_options.billing_type", &row.billing_type)?,
            name: row.name,
            intname: row.intname,
            choice,
            sort: row.sort,
        };
        let (id, tariff_id) = (OptionId::new(row.id), TariffId::new(row.tariff_id));
        Ok(Self { id, tariff_id, details, enabled: row.enabled, version: row.version })
    }
}
