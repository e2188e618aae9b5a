//! A purchase as the database holds it.

use domain::{IntentId, LicenseId, ModuleId, OperationId, ProductId, ServiceId};

use super::Purchase;
use crate::{Error, Result, column};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: i64,
    marker: String,
    module_id: i64,
    operation_id: i64,
    service_id: i64,
    product_id: i64,
    plan_code: String,
    period: i64,
    period_choice: String,
    address: String,
    license_name: String,
    expected_cost_e4: Option<i64>,
    cost_e4: Option<i64>,
    currency: String,
    state: String,
    snapshot: Option<String>,
    sent_at: Option<i64>,
    settle_until: Option<i64>,
    license_id: Option<i64>,
    words: Option<String>,
    created_at: i64,
    business_day: String,
}

impl TryFrom<Row> for Purchase {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: IntentId::new(row.id),
            marker: row.marker,
            module_id: ModuleId::new(row.module_id),
            operation_id: OperationId::new(row.operation_id),
            service_id: ServiceId::new(row.service_id),
            product_id: ProductId::new(row.product_id),
            plan_code: column::parse("purchase_intents.plan_code", &row.plan_code)?,
            period: column::period("purchase_intents.period", row.period)?,
            period_choice: serde_json::from_str(&row.period_choice)
                .map_err(|error| Error::corrupt("purchase_intents.period_choice", error))?,
            address: column::parse("purchase_intents.address", &row.address)?,
            license_name: row.license_name,
            expected_cost_e4: row.expected_cost_e4,
            cost_e4: row.cost_e4,
            currency: row.currency,
            state: column::parse("purchase_intents.state", &row.state)?,
            snapshot: row
                .snapshot
                .map(|text| serde_json::from_str(&text))
                .transpose()
                .map_err(|error| Error::corrupt("purchase_intents.snapshot", error))?
                .unwrap_or_default(),
            sent_at_ms: row.sent_at,
            settle_until_ms: row.settle_until,
            license_id: row.license_id.map(LicenseId::new),
            words: row.words,
            created_at_ms: row.created_at,
            business_day: column::parse("purchase_intents.business_day", &row.business_day)?,
        })
    }
}
