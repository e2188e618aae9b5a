//! What of ours has no cost yet.

use domain::charge::Cause;
use domain::{ChargeKind, IntentId, ModuleId, PlanChangeId, RemoteId, RenewalId};

use super::CauseId;
use crate::{Exec, Result, column};

/// A purchase, renewal or change of plan without a cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCause {
    /// Which.
    pub id: CauseId,
    /// What is known of it.
    pub cause: Cause,
    /// When it was sent, in machine milliseconds.
    pub sent_at_ms: i64,
}

statements! {
    PURCHASES = "SELECT p.id, l.remote_id, COALESCE(p.sent_on, p.business_day) AS sent_on, p.expected_cost_e4,
            p.currency, p.state, COALESCE(p.sent_at, p.created_at) AS sent_at
        FROM purchase_intents p LEFT JOIN licenses l ON l.id = p.license_id
        WHERE p.module_id = $1 AND p.cost_e4 IS NULL AND p.state IN ('sending', 'unknown', 'bought')
        ORDER BY p.id";
    RENEWALS = "SELECT r.id, l.remote_id, COALESCE(r.sent_on, r.business_day) AS sent_on, r.expected_cost_e4,
            r.currency, r.state, COALESCE(r.sent_at, r.created_at) AS sent_at
        FROM renewal_intents r JOIN licenses l ON l.id = r.license_id
        WHERE r.module_id = $1 AND r.cost_e4 IS NULL AND r.state IN ('sending', 'unknown', 'done')
        ORDER BY r.id";
    PLAN_CHANGES = "SELECT c.id, l.remote_id, COALESCE(c.sent_on, c.business_day) AS sent_on, c.expected_cost_e4,
            c.currency, c.state, COALESCE(c.sent_at, c.created_at) AS sent_at
        FROM plan_change_intents c JOIN licenses l ON l.id = c.license_id
        WHERE c.module_id = $1 AND c.cost_e4 IS NULL AND c.state IN ('sending', 'unknown', 'done')
        ORDER BY c.id";
}

/// Every purchase, renewal and change of plan at a license server that took effect, or may have, and has no cost.
pub async fn causes(db: impl Into<Exec<'_>>, module: ModuleId) -> Result<Vec<StoredCause>> {
    let mut exec = db.into();
    let purchases = fetch_all!(exec.again(), Row, PURCHASES, module.get())?;
    let renewals = fetch_all!(exec.again(), Row, RENEWALS, module.get())?;
    let plan_changes = fetch_all!(exec.again(), Row, PLAN_CHANGES, module.get())?;
    let purchases = purchases.into_iter().map(|row| row.read(ChargeKind::Purchase));
    let renewals = renewals.into_iter().map(|row| row.read(ChargeKind::Renewal));
    purchases
        .chain(renewals)
        .chain(plan_changes.into_iter().map(|row| row.read(ChargeKind::PlanChange)))
        .collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    remote_id: Option<String>,
    sent_on: String,
    expected_cost_e4: Option<i64>,
    currency: String,
    state: String,
    sent_at: i64,
}

impl Row {
    fn read(self, kind: ChargeKind) -> Result<StoredCause> {
        let id = match kind {
            ChargeKind::Renewal => CauseId::Renewal(RenewalId::new(self.id)),
            ChargeKind::PlanChange => CauseId::PlanChange(PlanChangeId::new(self.id)),
            _ => CauseId::Purchase(IntentId::new(self.id)),
        };
        let cause = Cause {
            id: self.id,
            kind,
            license: self.remote_id.map(RemoteId::new),
            sent_on: column::parse("sent_on", &self.sent_on)?,
            expected_e4: self.expected_cost_e4,
            currency: column::parse("currency", &self.currency)?,
            is_undecided: matches!(self.state.as_str(), "sending" | "unknown"),
        };
        Ok(StoredCause { id, cause, sent_at_ms: self.sent_at })
    }
}
