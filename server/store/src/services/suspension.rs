//! Since when and why a service is suspended, and which are due to be suspended, resumed or to lose their license.

use domain::{Date, ServiceId, SuspensionCause};

use super::changes::one;
use crate::{Exec, Result, Tx, column};

/// Since when and why a service is suspended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspended {
    /// The business day on which its server was stopped.
    pub on: Date,
    /// Why.
    pub cause: SuspensionCause,
    /// What staff wrote for its client.
    pub reason: Option<String>,
}

/// The same as its row has it.
#[derive(sqlx::FromRow)]
pub(super) struct SuspendedRow {
    suspended_on: Option<String>,
    suspended_why: Option<String>,
    suspended_reason: Option<String>,
}

impl SuspendedRow {
    pub(super) fn read(self) -> Result<Option<Suspended>> {
        let on = column::parse_optional("services.suspended_on", self.suspended_on.as_deref())?;
        let cause = column::parse_optional("services.suspended_why", self.suspended_why.as_deref())?;
        Ok(on.zip(cause).map(|(on, cause)| Suspended { on, cause, reason: self.suspended_reason }))
    }
}

/// Its server is stopped; a service that is suspended already keeps its day.
pub async fn set_suspended(tx: &mut Tx, id: ServiceId, suspended: &Suspended) -> Result<()> {
    one(execute!(
        tx,
        SET_SUSPENDED,
        id.get(),
        suspended.on.to_string(),
        suspended.cause.as_str(),
        suspended.reason.as_deref()
    )?)
}

/// Its server runs again.
pub async fn set_resumed(tx: &mut Tx, id: ServiceId) -> Result<()> {
    one(execute!(tx, SET_RESUMED, id.get())?)
}

/// Active services whose paid time is over on this day, and that are not to be deleted.
pub async fn due_for_suspension(db: impl Into<Exec<'_>>, today: Date) -> Result<Vec<ServiceId>> {
    ids(fetch_all!(db, (i64,), DUE_FOR_SUSPENSION, today.to_string())?)
}

/// Services that were suspended for not being paid and are paid beyond this day, unless they are being resumed.
pub async fn due_for_resumption(db: impl Into<Exec<'_>>, today: Date) -> Result<Vec<ServiceId>> {
    ids(fetch_all!(db, (i64,), DUE_FOR_RESUMPTION, today.to_string())?)
}

/// Suspended services that still have a license, and on which nothing is at work.
pub async fn due_for_release(db: impl Into<Exec<'_>>) -> Result<Vec<ServiceId>> {
    ids(fetch_all!(db, (i64,), DUE_FOR_RELEASE)?)
}

fn ids(rows: Vec<(i64,)>) -> Result<Vec<ServiceId>> {
    Ok(rows.into_iter().map(|(id,)| ServiceId::new(id)).collect())
}

statements! {
    SET_SUSPENDED = "UPDATE services SET state = 'suspended', suspended_on = COALESCE(suspended_on, $2),
        suspended_why = $3, suspended_reason = $4 WHERE id = $1 AND state IN ('active', 'suspended')";
    SET_RESUMED = "UPDATE services SET state = 'active', suspended_on = NULL, suspended_why = NULL,
        suspended_reason = NULL WHERE id = $1 AND state IN ('active', 'suspended')";
    DUE_FOR_SUSPENSION = r#"SELECT id FROM services
        WHERE state = 'active' AND delete_on IS NULL AND paid_until COLLATE "C" <= $1 ORDER BY id"#;
    DUE_FOR_RESUMPTION = r#"SELECT s.id FROM services s
        WHERE s.state = 'suspended' AND s.suspended_why = 'not_paid' AND s.paid_until COLLATE "C" > $1
          AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.service_id = s.id AND o.kind = 'resume_service'
            AND o.state IN ('ready', 'running', 'failed', 'unknown'))
        ORDER BY s.id"#;
    DUE_FOR_RELEASE = "SELECT s.id FROM services s JOIN licenses l ON l.service_id = s.id
        WHERE s.state = 'suspended' AND l.state = 'attached'
          AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.service_id = s.id
            AND o.state IN ('ready', 'running', 'failed', 'unknown')
            AND o.kind <> 'return_license' AND NOT (o.state = 'failed' AND o.step IN ('prepare_recipe', 'await_recipe', 'change_panel')))
        ORDER BY s.id";
}
