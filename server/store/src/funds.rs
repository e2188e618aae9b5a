//! What the money at a license server is needed for, and what of it was sent since its balance was read.

use domain::{
    Date, LicenseId, ModuleId, OperationId, OperationState, Period, PlanCode, RemoteStatus, RenewalState,
    TariffId,
};

use crate::{Exec, Result, column};

/// A license that ends soon, or is over, and the service that it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// The license.
    pub license: LicenseId,
    /// Its plan.
    pub plan: PlanCode,
    /// Its status there.
    pub status: RemoteStatus,
    /// Its expiry, unless it is gone.
    pub expires_on: Option<Date>,
    /// The tariff of its service.
    pub tariff: TariffId,
    /// The period that the client paid last.
    pub period: Period,
    /// The period for which the service renews itself, unless it is to be deleted.
    pub auto_renewal_period: Option<Period>,
    /// The day to which the client has paid.
    pub paid_until: Date,
    /// The day of the month that renewals of the service return to.
    pub anchor_day: i8,
    /// Where the service's unfinished operation stands; a recipe that waits for a person is none.
    pub operation: Option<OperationState>,
    /// Where the renewal from this expiry stands.
    pub renewal: Option<RenewalState>,
}

statements! {
    ENDING = r#"SELECT l.id, l.plan_code, l.remote_status, l.expires_on, s.tariff_id, s.period,
            CASE WHEN s.delete_on IS NULL THEN s.auto_renewal_period END AS auto_renewal_period, s.paid_until,
            s.anchor_day, o.state AS operation, r.state AS renewal
        FROM licenses l JOIN services s ON s.id = l.service_id
        LEFT JOIN operations o ON o.service_id = s.id AND o.state IN ('ready', 'running', 'failed', 'unknown')
            AND o.kind <> 'return_license' AND NOT (o.state = 'failed' AND o.step IN ('prepare_recipe', 'await_recipe', 'change_panel'))
        LEFT JOIN renewal_intents r ON r.license_id = l.id AND r.expiry_before = l.expires_on
            AND r.state IN ('planned', 'sending', 'done', 'unknown')
        WHERE l.module_id = $1 AND l.state = 'attached' AND s.state = 'active'
          AND (l.remote_status = 'deleted' OR l.expires_on COLLATE "C" <= $2)
          AND NOT EXISTS (SELECT 1 FROM operations g WHERE g.kind = 'renew_license' AND g.state = 'given_up'
            AND g.id = (SELECT MAX(n.id) FROM operations n WHERE n.service_id = s.id AND n.kind <> 'return_license'))
        ORDER BY l.expires_on COLLATE "C" NULLS FIRST, l.id"#;
    REPLACEMENTS = "SELECT p.expected_cost_e4 FROM purchase_intents p JOIN operations o ON o.id = p.operation_id
        WHERE p.module_id = $1 AND p.state IN ('planned', 'sending') AND p.expected_cost_e4 IS NOT NULL AND o.id <> $2
          AND o.kind IN ('renew_license', 'resume_service', 'change_address') AND o.state IN ('ready', 'running')";
    SPENT = "SELECT CAST(COALESCE(SUM(e4), 0) AS BIGINT) FROM (
        SELECT COALESCE(cost_e4, expected_cost_e4) AS e4 FROM purchase_intents
        WHERE module_id = $1 AND sent_at >= $2 AND state IN ('unknown', 'bought')
        UNION ALL
        SELECT COALESCE(cost_e4, expected_cost_e4) AS e4 FROM renewal_intents
        WHERE module_id = $1 AND sent_at >= $2 AND state = 'done'
        UNION ALL
        SELECT COALESCE(cost_e4, expected_cost_e4) AS e4 FROM plan_change_intents
        WHERE module_id = $1 AND sent_at >= $2 AND state IN ('sending', 'unknown', 'done')
        UNION ALL
        SELECT p.expected_cost_e4 AS e4 FROM purchase_intents p JOIN operations o ON o.id = p.operation_id
        WHERE p.module_id = $1 AND p.cost_e4 IS NULL AND p.state = 'sending' AND o.kind NOT IN ('renew_license', 'resume_service', 'change_address')
    ) sent";
}

/// The attached licenses of active services at a license server that are over by this day or gone; not those whose
/// renewal a person gave up.
pub async fn ending(db: impl Into<Exec<'_>>, module: ModuleId, until: Date) -> Result<Vec<Ending>> {
    fetch_all!(db, Row, ENDING, module.get(), until.to_string())?.into_iter().map(Ending::try_from).collect()
}

/// What each replacement of a license that is gone is expected to cost, where it is planned or has no answer yet; but
/// for the one of this operation.
pub async fn replacements(
    db: impl Into<Exec<'_>>,
    module: ModuleId,
    but_of: OperationId,
) -> Result<Vec<i64>> {
    let rows = fetch_all!(db, (i64,), REPLACEMENTS, module.get(), but_of.get())?;
    Ok(rows.into_iter().map(|(e4,)| e4).collect())
}

/// What was spent at or after this time, in machine milliseconds, and on purchases that are being sent: a balance that
/// was asked for then may not show it. A renewal without an answer is not in it: its money is still kept.
pub async fn spent_since(db: impl Into<Exec<'_>>, module: ModuleId, asked_ms: i64) -> Result<i64> {
    fetch_scalar!(db, i64, SPENT, module.get(), asked_ms)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    plan_code: String,
    remote_status: String,
    expires_on: Option<String>,
    tariff_id: i64,
    period: i64,
    auto_renewal_period: Option<i64>,
    paid_until: String,
    anchor_day: i64,
    operation: Option<String>,
    renewal: Option<String>,
}

impl TryFrom<Row> for Ending {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        let auto_renewal_period = row.auto_renewal_period;
        Ok(Self {
            license: LicenseId::new(row.id),
            plan: column::parse("licenses.plan_code", &row.plan_code)?,
            status: column::parse("licenses.remote_status", &row.remote_status)?,
            expires_on: column::parse_optional("licenses.expires_on", row.expires_on.as_deref())?,
            tariff: TariffId::new(row.tariff_id),
            period: column::period("services.period", row.period)?,
            auto_renewal_period: auto_renewal_period
                .map(|code| column::period("services.auto_renewal_period", code))
                .transpose()?,
            paid_until: column::parse("services.paid_until", &row.paid_until)?,
            anchor_day: column::narrow("services.anchor_day", row.anchor_day)?,
            operation: column::parse_optional("operations.state", row.operation.as_deref())?,
            renewal: column::parse_optional("renewal_intents.state", row.renewal.as_deref())?,
        })
    }
}
