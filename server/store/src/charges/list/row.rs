//! A row of the list, read.

use domain::{
    ChargeId, ChargeState, Currency, LicenseId, ModuleId, OperationId, RemoteId, RemoteMoney, ServiceId,
};

use super::{Acknowledged, Line};
use crate::{Result, column};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    source: i64,
    id: i64,
    state: String,
    kind: String,
    day: Option<String>,
    amount_e4: Option<i64>,
    currency: String,
    module_id: i64,
    module_name: String,
    remote_id: Option<String>,
    license_id: Option<i64>,
    license_name: Option<String>,
    service_id: Option<i64>,
    host_name: Option<String>,
    operation_id: Option<i64>,
    plan_code: Option<String>,
    period: Option<i64>,
    words: Option<String>,
    acknowledged_at: Option<i64>,
    acknowledged_note: Option<String>,
    acknowledged_by: Option<String>,
}

impl TryFrom<Row> for Line {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        let currency: Currency = column::parse("charges.currency", &row.currency)?;
        let state = column::parse("charges.state", &row.state)?;
        let service = row.service_id.zip(row.host_name);
        Ok(Self {
            state,
            kind: column::parse("charges.kind", &row.kind)?,
            day: column::parse_optional("charges.day", row.day.as_deref())?,
            amount: row.amount_e4.map(|e4| RemoteMoney::new(e4, currency)),
            is_expected: matches!(state, ChargeState::Expected | ChargeState::Undecided),
            module: (ModuleId::new(row.module_id), row.module_name),
            remote_id: row.remote_id.map(RemoteId::new),
            license: row.license_id.map(LicenseId::new).zip(row.license_name),
            service: service
                .map(|(id, name)| {
                    Ok::<_, crate::Error>((ServiceId::new(id), column::parse("services.host_name", &name)?))
                })
                .transpose()?,
            operation: row.operation_id.map(OperationId::new),
            plan: column::parse_optional("licenses.plan_code", row.plan_code.as_deref())?,
            period: row.period.map(|code| column::period("period", code)).transpose()?,
            words: row.words.filter(|words| !words.is_empty()),
            charge: (state == ChargeState::Unexplained && row.source == 3).then_some(ChargeId::new(row.id)),
            acknowledged: row.acknowledged_at.zip(row.acknowledged_note).map(|(at_ms, note)| Acknowledged {
                by: row.acknowledged_by,
                at_ms,
                note,
            }),
        })
    }
}
