//! A change of plan as the database holds it.

use domain::{LicenseId, ModuleId, OperationId, PlanChangeId, ProductId, ServiceId};

use super::{PlanChange, Way};
use crate::{Error, Result, column};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: i64,
    marker: String,
    license_id: i64,
    module_id: i64,
    operation_id: i64,
    service_id: i64,
    from_code: String,
    to_code: String,
    to_product_id: i64,
    period: i64,
    way: String,
    expected_cost_e4: Option<i64>,
    cost_e4: Option<i64>,
    currency: String,
    state: String,
    sent_at: Option<i64>,
    settle_until: Option<i64>,
    words: Option<String>,
    created_at: i64,
    business_day: String,
}

impl TryFrom<Row> for PlanChange {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: PlanChangeId::new(row.id),
            marker: row.marker,
            license_id: LicenseId::new(row.license_id),
            module_id: ModuleId::new(row.module_id),
            operation_id: OperationId::new(row.operation_id),
            service_id: ServiceId::new(row.service_id),
            from_code: column::parse("plan_change_intents.from_code", &row.from_code)?,
            to_code: column::parse("plan_change_intents.to_code", &row.to_code)?,
            to_product_id: ProductId::new(row.to_product_id),
            period: column::period("plan_change_intents.period", row.period)?,
            way: if row.way == "wizard" { Way::Wizard } else { Way::Direct },
            expected_cost_e4: row.expected_cost_e4,
            cost_e4: row.cost_e4,
            currency: row.currency,
            state: column::parse("plan_change_intents.state", &row.state)?,
            sent_at_ms: row.sent_at,
            settle_until_ms: row.settle_until,
            words: row.words,
            created_at_ms: row.created_at,
            business_day: column::parse("plan_change_intents.business_day", &row.business_day)?,
        })
    }
}
