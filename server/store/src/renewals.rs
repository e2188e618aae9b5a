//! Renewal intents: the row that is written before a license is renewed.

use domain::{Date, LicenseId, ModuleId, OperationId, Period, RenewalId, RenewalState, ServiceId, UserId};

use crate::{Constraint, Error, Exec, Result, Tx};

mod owed;
mod row;

pub use owed::owed;
use row::Row;

pub(crate) const OWED: &[(&str, &str)] = owed::STATEMENTS;

/// At most one renewal of a license and its expiry succeeded or is undecided.
pub const ONE_LIVE: Constraint = Constraint {
    name: "renewal_intents_one_live",
    columns: "renewal_intents.license_id, renewal_intents.expiry_before",
};

/// A renewal of a license.
#[derive(Debug, Clone)]
pub struct Renewal {
    /// Its id.
    pub id: RenewalId,
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
    /// The period it is renewed for.
    pub period: Period,
    /// Why that period: a decision of the domain.
    pub period_choice: serde_json::Value,
    /// The expiry before it was sent.
    pub expiry_before: Date,
    /// The later expiry that was seen.
    pub expiry_after: Option<Date>,
    /// The price list's price.
    pub expected_cost_e4: Option<i64>,
    /// What the license server says that it cost, once it says so.
    pub cost_e4: Option<i64>,
    /// The license server's currency.
    pub currency: String,
    /// Where it stands.
    pub state: RenewalState,
    /// When it was sent, in machine milliseconds.
    pub sent_at_ms: Option<i64>,
    /// Until when we look for its effect by ourselves.
    pub settle_until_ms: Option<i64>,
    /// The license server's words, when it did not simply renew.
    pub words: Option<String>,
    /// When it was planned, in machine milliseconds.
    pub created_at_ms: i64,
    /// The business day on which it was planned.
    pub business_day: Date,
}

/// A renewal to be planned.
#[derive(Debug)]
pub struct NewRenewal<'a> {
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
    /// The period to renew it for.
    pub period: Period,
    /// Why that period.
    pub period_choice: serde_json::Value,
    /// The expiry now.
    pub expiry_before: Date,
    /// The price list's price.
    pub expected_cost_e4: Option<i64>,
    /// The license server's currency.
    pub currency: &'a str,
    /// The business day.
    pub business_day: Date,
}

statements! {
    PLAN = "INSERT INTO renewal_intents (marker, license_id, module_id, operation_id, service_id, period,
        period_choice, expiry_before, expected_cost_e4, currency, state, created_at, business_day)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'planned', $11, $12) RETURNING id";
    OPEN = "SELECT id, marker, license_id, module_id, operation_id, service_id, period, period_choice, expiry_before,
        expiry_after, expected_cost_e4, cost_e4, currency, state, sent_at, settle_until, words, created_at,
        business_day FROM renewal_intents WHERE operation_id = $1 AND state IN ('planned', 'sending', 'unknown')";
    OF_OPERATION = "SELECT id, marker, license_id, module_id, operation_id, service_id, period, period_choice,
        expiry_before, expiry_after, expected_cost_e4, cost_e4, currency, state, sent_at, settle_until, words, created_at,
        business_day FROM renewal_intents WHERE operation_id = $1 ORDER BY id DESC";
    LIVE = "SELECT id, marker, license_id, module_id, operation_id, service_id, period, period_choice, expiry_before,
        expiry_after, expected_cost_e4, cost_e4, currency, state, sent_at, settle_until, words, created_at,
        business_day FROM renewal_intents WHERE license_id = $1 AND expiry_before = $2
          AND state IN ('planned', 'sending', 'done', 'unknown')";
    SENDING = "UPDATE renewal_intents SET state = 'sending', sent_at = $2, settle_until = $3, sent_on = $4
        WHERE id = $1 AND state = 'planned'";
    SETTLE_UNTIL = "UPDATE renewal_intents SET settle_until = $2 WHERE id = $1 AND state = 'sending'";
    DONE = "UPDATE renewal_intents SET state = 'done', expiry_after = $2
        WHERE id = $1 AND state IN ('sending', 'unknown')";
    REFUSED = "UPDATE renewal_intents SET state = 'refused', words = $2 WHERE id = $1 AND state = 'sending'";
    UNKNOWN = "UPDATE renewal_intents SET state = 'unknown', words = $2 WHERE id = $1 AND state = 'sending'";
    GIVEN_UP = "UPDATE renewal_intents SET state = 'given_up', decided_by = $2
        WHERE id = $1 AND state IN ('planned', 'unknown')";
}

/// Plans a renewal; the license has no other live one for its expiry.
pub async fn plan(tx: &mut Tx, new: &NewRenewal<'_>, now_ms: i64) -> Result<RenewalId> {
    let id = fetch_scalar!(
        tx,
        i64,
        PLAN,
        new.marker,
        new.license_id.get(),
        new.module_id.get(),
        new.operation_id.get(),
        new.service_id.get(),
        i64::from(new.period.code()),
        new.period_choice.to_string(),
        new.expiry_before.to_string(),
        new.expected_cost_e4,
        new.currency,
        now_ms,
        new.business_day.to_string()
    )?;
    Ok(RenewalId::new(id))
}

/// The operation's renewal that is planned or undecided.
pub async fn open(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<Option<Renewal>> {
    fetch_optional!(db, Row, OPEN, operation.get())?.map(TryInto::try_into).transpose()
}

/// Every renewal of an operation, newest first.
pub async fn of_operation(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<Vec<Renewal>> {
    fetch_all!(db, Row, OF_OPERATION, operation.get())?.into_iter().map(TryInto::try_into).collect()
}

/// The renewal of a license with this expiry that is planned, under way, undecided or done.
pub async fn live(
    db: impl Into<Exec<'_>>,
    license: LicenseId,
    expiry_before: Date,
) -> Result<Option<Renewal>> {
    fetch_optional!(db, Row, LIVE, license.get(), expiry_before.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// Commits to sending, on this day at the license server: from here on the renewal may have taken effect.
pub async fn sending(
    tx: &mut Tx,
    id: RenewalId,
    now_ms: i64,
    settle_until_ms: i64,
    today: Date,
) -> Result<()> {
    one(execute!(tx, SENDING, id.get(), now_ms, settle_until_ms, today.to_string())?)
}

/// Until when its effect is looked for: counted from the end of the call.
pub async fn settle_until(tx: &mut Tx, id: RenewalId, until_ms: i64) -> Result<()> {
    one(execute!(tx, SETTLE_UNTIL, id.get(), until_ms)?)
}

/// The license server shows a later expiry.
pub async fn done(tx: &mut Tx, id: RenewalId, expiry_after: Date) -> Result<()> {
    one(execute!(tx, DONE, id.get(), expiry_after.to_string())?)
}

/// The license server refused clearly.
pub async fn refused(tx: &mut Tx, id: RenewalId, words: &str) -> Result<()> {
    one(execute!(tx, REFUSED, id.get(), words)?)
}

/// No later expiry within the settle time: a person decides.
pub async fn unknown(tx: &mut Tx, id: RenewalId, words: &str) -> Result<()> {
    one(execute!(tx, UNKNOWN, id.get(), words)?)
}

/// It was not renewed, by a person's word, or was never sent.
pub async fn give_up(tx: &mut Tx, id: RenewalId, by: Option<UserId>) -> Result<()> {
    one(execute!(tx, GIVEN_UP, id.get(), by.map(UserId::get))?)
}

fn one(touched: u64) -> Result<()> {
    if touched == 1 { Ok(()) } else { Err(Error::Stale("renewal")) }
}
