//! A license as the database holds it.

use domain::pool::LastChange;
use domain::{LicenseId, ModuleId, OperationId, ProductId, RemoteId, ServiceId};

use super::{Card, License};
use crate::sealed::Sealed;
use crate::{Error, Result, column};

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: i64,
    module_id: i64,
    remote_id: String,
    product_id: i64,
    plan_code: String,
    name: String,
    address: String,
    key_sealed: Option<Vec<u8>>,
    key_fingerprint: Option<String>,
    remote_status: String,
    state: String,
    service_id: Option<i64>,
    left_service_id: Option<i64>,
    reserved_by: Option<i64>,
    excluded: Option<String>,
    excluded_until: Option<String>,
    expires_on: Option<String>,
    last_ip_change: Option<String>,
    last_key_change: Option<String>,
    auto_renewal: Option<bool>,
    free_since: Option<String>,
    read_at: i64,
}

/// Absent is unknown; the word is never.
const NEVER: &str = "never";

pub(super) fn change_text(change: LastChange) -> Option<String> {
    match change {
        LastChange::Unknown => None,
        LastChange::Never => Some(NEVER.to_owned()),
        LastChange::On(date) => Some(date.to_string()),
    }
}

fn read_change(column: &'static str, text: Option<String>) -> Result<LastChange> {
    Ok(match text.as_deref() {
        None => LastChange::Unknown,
        Some(NEVER) => LastChange::Never,
        Some(date) => LastChange::On(column::parse(column, date)?),
    })
}

impl TryFrom<Row> for License {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: LicenseId::new(row.id),
            module_id: ModuleId::new(row.module_id),
            remote_id: RemoteId::new(row.remote_id),
            product_id: ProductId::new(row.product_id),
            plan_code: column::parse("licenses.plan_code", &row.plan_code)?,
            card: Card {
                name: row.name,
                address: column::parse("licenses.address", &row.address)?,
                status: column::parse("licenses.remote_status", &row.remote_status)?,
                expires_on: column::parse_optional("licenses.expires_on", row.expires_on.as_deref())?,
                last_ip_change: read_change("licenses.last_ip_change", row.last_ip_change)?,
                last_key_change: read_change("licenses.last_key_change", row.last_key_change)?,
                auto_renewal: row.auto_renewal,
            },
            key: row.key_sealed.map(Sealed),
            key_fingerprint: row.key_fingerprint,
            state: column::parse("licenses.state", &row.state)?,
            service_id: row.service_id.map(ServiceId::new),
            left_service_id: row.left_service_id.map(ServiceId::new),
            reserved_by: row.reserved_by.map(OperationId::new),
            excluded: row.excluded,
            excluded_until: column::parse_optional("licenses.excluded_until", row.excluded_until.as_deref())?,
            free_since: column::parse_optional("licenses.free_since", row.free_since.as_deref())?,
            read_at_ms: row.read_at,
        })
    }
}
