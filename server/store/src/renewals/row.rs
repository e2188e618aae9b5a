//! A renewal as the database holds it.

use domain::{LicenseId, ModuleId, OperationId, RenewalId, ServiceId};

use super::Renewal;
use crate::{Error, Result, column};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: i64,
    marker: String,
    license_id: i64,
    module_id: i64,
    operation_id: i64,
    service_id: i64,
    period: i64,
    period_choice: String,
    expiry_before: String,
    expiry_after: Option<String>,
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

impl TryFrom<Row> for Renewal {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: RenewalId::new(row.id),
            marker: row.marker,
            license_id: LicenseId::new(row.license_id),
            module_id: ModuleId::new(row.module_id),
            operation_id: OperationId::new(row.operation_id),
            service_id: ServiceId::new(row.service_id),
            period: column::period("renewal_intents.period", row.period)?,
            period_choice: serde_json::from_str(&row.period_choice)
                .map_err(|error| Error::corrupt("renewal_intents.period_choice", error))?,
            expiry_before: column::parse("renewal_intents.expiry_before", &row.expiry_before)?,
            expiry_after: column::parse_optional(
                "renewal_intents.expiry_after",
                row.expiry_after.as_deref(),
            )?,
            expected_cost_e4: row.expected_cost_e4,
            cost_e4: row.cost_e4,
            currency: row.currency,
            state: column::parse("renewal_intents.state", &row.state)?,
            sent_at_ms: row.sent_at,
            settle_until_ms: row.settle_until,
            words: row.words,
            created_at_ms: row.created_at,
            business_day: column::parse("renewal_intents.business_day", &row.business_day)?,
        })
    }
}
