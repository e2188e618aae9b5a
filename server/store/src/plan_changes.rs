//! Intents to change a license's plan: the row that is written before the license server is asked.

use domain::{
    Date, LicenseId, ModuleId, OperationId, Period, PlanChangeId, PlanChangeState, PlanCode, ProductId,
    ServiceId, UserId,
};

use crate::{Constraint, Error, Exec, Result, Tx};

mod row;

use row::Row;

/// A license is changed once at a time.
pub const ONE_LIVE: Constraint =
    Constraint { name: "plan_change_intents_one_live", columns: "plan_change_intents.license_id" };

/// The two ways in which a panel changes a plan (`docs/protocols/billmanager.md §2.5`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// One call that names plan and period.
    Direct,
    /// The last step of a wizard.
    Wizard,
}

/// A change of a license's plan.
#[derive(Debug, Clone)]
pub struct PlanChange {
    /// Its id.
    pub id: PlanChangeId,
    /// Its name in our log; the license server never sees it.
    pub marker: String,
    /// The license.
    pub license_id: LicenseId,
    /// The license server.
    pub module_id: ModuleId,
    /// The operation that wants it.
    pub operation_id: OperationId,
    /// The service that it is for.
    pub service_id: ServiceId,
    /// The plan before it was sent.
    pub from_code: PlanCode,
    /// The plan that is wanted.
    pub to_code: PlanCode,
    /// The product of that plan.
    pub to_product_id: ProductId,
    /// The period of the new plan.
    pub period: Period,
    /// How this panel wants it to be done.
    pub way: Way,
    /// What the license server said that it takes, or the price list's price.
    pub expected_cost_e4: Option<i64>,
    /// What the license server says that it cost, once it says so.
    pub cost_e4: Option<i64>,
    /// The license server's currency.
    pub currency: String,
    /// Where it stands.
    pub state: PlanChangeState,
    /// When it was sent, in machine milliseconds.
    pub sent_at_ms: Option<i64>,
    /// Until when we look for its effect by ourselves.
    pub settle_until_ms: Option<i64>,
    /// The license server's words, when it did not simply change it.
    pub words: Option<String>,
    /// When it was planned, in machine milliseconds.
    pub created_at_ms: i64,
    /// The business day on which it was planned.
    pub business_day: Date,
}

/// A change of plan to be planned.
#[derive(Debug)]
pub struct NewPlanChange<'a> {
    /// Its name in our log.
    pub marker: &'a str,
    /// The license.
    pub license_id: LicenseId,
    /// The license server.
    pub module_id: ModuleId,
    /// The operation that wants it.
    pub operation_id: OperationId,
    /// The service that it is for.
    pub service_id: ServiceId,
    /// The plan now.
    pub from_code: &'a PlanCode,
    /// The plan that is wanted.
    pub to_code: &'a PlanCode,
    /// The product of that plan.
    pub to_product_id: ProductId,
    /// The period of the new plan.
    pub period: Period,
    /// How this panel wants it to be done.
    pub way: Way,
    /// What it is expected to cost.
    pub expected_cost_e4: Option<i64>,
    /// The license server's currency.
    pub currency: &'a str,
    /// The business day.
    pub business_day: Date,
}

statements! {
    PLAN = "INSERT INTO plan_change_intents (marker, license_id, module_id, operation_id, service_id, from_code,
        to_code, to_product_id, period, expected_cost_e4, currency, state, created_at, business_day, way)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'planned', $12, $13, $14) RETURNING id";
    OPEN = "SELECT * FROM plan_change_intents WHERE operation_id = $1 AND state IN ('planned', 'sending', 'unknown')";
    OF_OPERATION = "SELECT * FROM plan_change_intents WHERE operation_id = $1 ORDER BY id DESC";
    SENDING = "UPDATE plan_change_intents SET state = 'sending', sent_at = $2, settle_until = $3, sent_on = $4
        WHERE id = $1 AND state = 'planned'";
    SETTLE_UNTIL = "UPDATE plan_change_intents SET settle_until = $2 WHERE id = $1 AND state = 'sending'";
    DONE = "UPDATE plan_change_intents SET state = 'done', decided_by = $2
        WHERE id = $1 AND state IN ('sending', 'unknown')";
    REFUSED = "UPDATE plan_change_intents SET state = 'refused', words = $2 WHERE id = $1 AND state = 'sending'";
    UNKNOWN = "UPDATE plan_change_intents SET state = 'unknown', words = $2 WHERE id = $1 AND state = 'sending'";
    GIVEN_UP = "UPDATE plan_change_intents SET state = 'given_up', decided_by = $2
        WHERE id = $1 AND state IN ('planned', 'unknown')";
}

/// Plans a change of plan; the license has no other live one.
pub async fn plan(tx: &mut Tx, new: &NewPlanChange<'_>, now_ms: i64) -> Result<PlanChangeId> {
    let id = fetch_scalar!(
        tx,
        i64,
        PLAN,
        new.marker,
        new.license_id.get(),
        new.module_id.get(),
        new.operation_id.get(),
        new.service_id.get(),
        new.from_code.as_str(),
        new.to_code.as_str(),
        new.to_product_id.get(),
        i64::from(new.period.code()),
        new.expected_cost_e4,
        new.currency,
        now_ms,
        new.business_day.to_string(),
        new.way.as_str()
    )?;
    Ok(PlanChangeId::new(id))
}

/// The operation's change of plan that is planned or undecided.
pub async fn open(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<Option<PlanChange>> {
    fetch_optional!(db, Row, OPEN, operation.get())?.map(TryInto::try_into).transpose()
}

/// Every change of plan of an operation, newest first.
pub async fn of_operation(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<Vec<PlanChange>> {
    fetch_all!(db, Row, OF_OPERATION, operation.get())?.into_iter().map(TryInto::try_into).collect()
}

/// Commits to sending, on this day at the license server: from here on it may have taken effect.
pub async fn sending(
    tx: &mut Tx,
    id: PlanChangeId,
    now_ms: i64,
    settle_until_ms: i64,
    today: Date,
) -> Result<()> {
    one(execute!(tx, SENDING, id.get(), now_ms, settle_until_ms, today.to_string())?)
}

/// Until when its effect is looked for: counted from the end of the call.
pub async fn settle_until(tx: &mut Tx, id: PlanChangeId, until_ms: i64) -> Result<()> {
    one(execute!(tx, SETTLE_UNTIL, id.get(), until_ms)?)
}

/// The license has the new plan; by a person's word where one is named.
pub async fn done(tx: &mut Tx, id: PlanChangeId, by: Option<UserId>) -> Result<()> {
    one(execute!(tx, DONE, id.get(), by.map(UserId::get))?)
}

/// The license server refused clearly.
pub async fn refused(tx: &mut Tx, id: PlanChangeId, words: &str) -> Result<()> {
    one(execute!(tx, REFUSED, id.get(), words)?)
}

/// The new plan was not shown within the settle time: a person decides.
pub async fn unknown(tx: &mut Tx, id: PlanChangeId, words: &str) -> Result<()> {
    one(execute!(tx, UNKNOWN, id.get(), words)?)
}

/// It was not changed, by a person's word, or was never sent.
pub async fn give_up(tx: &mut Tx, id: PlanChangeId, by: Option<UserId>) -> Result<()> {
    one(execute!(tx, GIVEN_UP, id.get(), by.map(UserId::get))?)
}

impl Way {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Wizard => "wizard",
        }
    }
}

fn one(touched: u64) -> Result<()> {
    if touched == 1 { Ok(()) } else { Err(Error::Stale("change of plan")) }
}
