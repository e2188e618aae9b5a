//! Purchase intents: the row written before money is spent.

use std::collections::BTreeSet;

use domain::{
    Date, IntentId, IntentState, IpAddress, LicenseId, ModuleId, OperationId, Period, PlanCode, ProductId,
    RemoteId, ServiceId, UserId,
};

use crate::{Error, Exec, Result, Tx};

mod row;

use row::Row;

/// A purchase.
#[derive(Debug, Clone)]
pub struct Purchase {
    /// Its id.
    pub id: IntentId,
    /// The text by which it is found again at the license server.
    pub marker: String,
    /// The license server.
    pub module_id: ModuleId,
    /// The operation that wants it.
    pub operation_id: OperationId,
    /// The service that it is for.
    pub service_id: ServiceId,
    /// What is bought.
    pub product_id: ProductId,
    /// The plan code ordered.
    pub plan_code: PlanCode,
    /// The period ordered.
    pub period: Period,
    /// Why that period, as JSON of the domain's choice.
    pub period_choice: serde_json::Value,
    /// The address it is for.
    pub address: IpAddress,
    /// The name it gets.
    pub license_name: String,
    /// The price list's price, in 10⁻⁴ of the currency.
    pub expected_cost_e4: Option<i64>,
    /// What the license server says that it cost, once it says so.
    pub cost_e4: Option<i64>,
    /// The license server's currency.
    pub currency: String,
    /// Where it stands.
    pub state: IntentState,
    /// The ids that were there before it was sent.
    pub snapshot: BTreeSet<RemoteId>,
    /// When it was sent, in machine milliseconds.
    pub sent_at_ms: Option<i64>,
    /// Until when we look for it by ourselves.
    pub settle_until_ms: Option<i64>,
    /// The license it made.
    pub license_id: Option<LicenseId>,
    /// The license server's words, when it did not simply sell.
    pub words: Option<String>,
    /// When it was planned, in machine milliseconds.
    pub created_at_ms: i64,
    /// The business day on which it was planned.
    pub business_day: Date,
}

/// A purchase to be planned.
#[derive(Debug)]
pub struct NewPurchase<'a> {
    /// The text by which it is found again.
    pub marker: &'a str,
    /// The license server.
    pub module_id: ModuleId,
    /// The operation that wants it.
    pub operation_id: OperationId,
    /// The service that it is for.
    pub service_id: ServiceId,
    /// What is bought.
    pub product_id: ProductId,
    /// The plan code to order.
    pub plan_code: &'a PlanCode,
    /// The period to order.
    pub period: Period,
    /// Why that period.
    pub period_choice: serde_json::Value,
    /// The address it is for.
    pub address: IpAddress,
    /// The name it gets.
    pub license_name: &'a str,
    /// The price list's price.
    pub expected_cost_e4: Option<i64>,
    /// The license server's currency.
    pub currency: &'a str,
    /// The business day.
    pub business_day: Date,
}

statements! {
    PLAN = "INSERT INTO purchase_intents (marker, module_id, operation_id, service_id, product_id, plan_code, period,
        period_choice, address, license_name, expected_cost_e4, currency, state, created_at, business_day, snapshot)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'planned', $13, $14, $15) RETURNING id";
    LIVE = "SELECT * FROM purchase_intents WHERE operation_id = $1
        AND state IN ('planned', 'sending', 'unknown', 'bought')";
    OF_OPERATION = "SELECT * FROM purchase_intents WHERE operation_id = $1 ORDER BY id DESC";
    OF_LICENSE = "SELECT * FROM purchase_intents WHERE license_id = $1";
    SENDING = "UPDATE purchase_intents SET state = 'sending', snapshot = $2, sent_at = $3, settle_until = $4,
        sent_on = $5 WHERE id = $1 AND state = 'planned'";
    BOUGHT = "UPDATE purchase_intents SET state = 'bought', license_id = $2, decided_by = $3
        WHERE id = $1 AND state IN ('sending', 'unknown')";
    REFUSED = "UPDATE purchase_intents SET state = 'refused', words = $2 WHERE id = $1 AND state IN ('planned', 'sending')";
    UNKNOWN = "UPDATE purchase_intents SET state = 'unknown', words = $2 WHERE id = $1 AND state = 'sending'";
    GIVEN_UP = "UPDATE purchase_intents SET state = 'given_up', decided_by = $2
        WHERE id = $1 AND state IN ('planned', 'unknown')";
    ORDERED_AGAIN = "SELECT COUNT(*) FROM purchase_intents
        WHERE operation_id = $1 AND state = 'given_up' AND sent_at IS NOT NULL AND decided_by IS NULL";
    SETTLE_UNTIL = "UPDATE purchase_intents SET settle_until = $2 WHERE id = $1 AND state = 'sending'";
    MARKERS = "SELECT marker FROM purchase_intents WHERE service_id = $1 AND sent_at IS NOT NULL AND license_id IS NULL";
    ARRIVED = "UPDATE purchase_intents SET state = 'bought', license_id = $2
        WHERE marker = $1 AND license_id IS NULL AND sent_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM purchase_intents o WHERE o.operation_id = purchase_intents.operation_id
            AND o.id <> purchase_intents.id AND o.state IN ('planned', 'sending', 'unknown', 'bought'))";
    LOCK_CLIENT = "UPDATE clients SET balance = balance WHERE id = $1";
    LATELY = "SELECT COUNT(*) FROM purchase_intents p JOIN services s ON s.id = p.service_id
        WHERE s.client_id = $1 AND p.plan_code = $2 AND p.state IN ('planned', 'sending', 'unknown', 'bought')
          AND p.business_day > $3";
}

/// Plans a purchase, with the ids that are there now; the operation has no other live one.
pub async fn plan(
    tx: &mut Tx,
    new: &NewPurchase<'_>,
    snapshot: &BTreeSet<RemoteId>,
    now_ms: i64,
) -> Result<IntentId> {
    let id = fetch_scalar!(
        tx,
        i64,
        PLAN,
        new.marker,
        new.module_id.get(),
        new.operation_id.get(),
        new.service_id.get(),
        new.product_id.get(),
        new.plan_code.as_str(),
        i64::from(new.period.code()),
        new.period_choice.to_string(),
        new.address.to_string(),
        new.license_name,
        new.expected_cost_e4,
        new.currency,
        now_ms,
        new.business_day.to_string(),
        snapshot_text(snapshot)?
    )?;
    Ok(IntentId::new(id))
}

/// The operation's purchase that is planned, under way or done.
pub async fn live(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<Option<Purchase>> {
    fetch_optional!(db, Row, LIVE, operation.get())?.map(TryInto::try_into).transpose()
}

/// Every purchase of an operation, newest first.
pub async fn of_operation(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<Vec<Purchase>> {
    fetch_all!(db, Row, OF_OPERATION, operation.get())?.into_iter().map(TryInto::try_into).collect()
}

/// The purchase that made a license.
pub async fn of_license(db: impl Into<Exec<'_>>, license: LicenseId) -> Result<Option<Purchase>> {
    fetch_optional!(db, Row, OF_LICENSE, license.get())?.map(TryInto::try_into).transpose()
}

/// Commits to sending, on this day at the license server: from here on the purchase may have taken effect.
pub async fn sending(
    tx: &mut Tx,
    id: IntentId,
    snapshot: &BTreeSet<RemoteId>,
    now_ms: i64,
    settle_until_ms: i64,
    today: Date,
) -> Result<()> {
    let day = today.to_string();
    one(execute!(tx, SENDING, id.get(), snapshot_text(snapshot)?, now_ms, settle_until_ms, day)?)
}

fn snapshot_text(snapshot: &BTreeSet<RemoteId>) -> Result<String> {
    serde_json::to_string(snapshot).map_err(|error| Error::corrupt("purchase_intents.snapshot", error))
}

/// The license exists and is known; `decided_by` when a person said so.
pub async fn bought(tx: &mut Tx, id: IntentId, license: LicenseId, decided_by: Option<UserId>) -> Result<()> {
    one(execute!(tx, BOUGHT, id.get(), license.get(), decided_by.map(UserId::get))?)
}

/// The license server refused clearly.
pub async fn refused(tx: &mut Tx, id: IntentId, words: &str) -> Result<()> {
    one(execute!(tx, REFUSED, id.get(), words)?)
}

/// No clear answer within the settle time: a person decides.
pub async fn unknown(tx: &mut Tx, id: IntentId, words: &str) -> Result<()> {
    one(execute!(tx, UNKNOWN, id.get(), words)?)
}

/// It was not bought, by a person's word, or was never sent.
pub async fn give_up(tx: &mut Tx, id: IntentId, by: Option<UserId>) -> Result<()> {
    one(execute!(tx, GIVEN_UP, id.get(), by.map(UserId::get))?)
}

/// How many purchases of an operation were taken for not made without a person's word, and ordered again.
pub async fn ordered_again(db: impl Into<Exec<'_>>, operation: OperationId) -> Result<i64> {
    fetch_scalar!(db, i64, ORDERED_AGAIN, operation.get())
}

/// Until when it is looked for: counted from the end of the call that got no clear answer.
pub async fn settle_until(tx: &mut Tx, id: IntentId, until_ms: i64) -> Result<()> {
    execute!(tx, SETTLE_UNTIL, id.get(), until_ms)?;
    Ok(())
}

/// The markers of purchases for a service that were sent and made no license that we know of.
pub async fn unfulfilled_markers(db: impl Into<Exec<'_>>, service: ServiceId) -> Result<BTreeSet<String>> {
    let rows = fetch_all!(db, (String,), MARKERS, service.get())?;
    Ok(rows.into_iter().map(|(marker,)| marker).collect())
}

/// A purchase that was taken for not made did take effect; one whose operation bought another license stays as it is.
pub async fn arrived_late(tx: &mut Tx, marker: &str, license: LicenseId) -> Result<()> {
    execute!(tx, ARRIVED, marker, license.get())?;
    Ok(())
}

/// How many purchases of a plan a client caused after a day; until the transaction ends no other one counts for the
/// same client.
pub async fn lately(tx: &mut Tx, client: domain::ClientId, plan: &PlanCode, after: Date) -> Result<i64> {
    execute!(&mut *tx, LOCK_CLIENT, client.get())?;
    fetch_scalar!(tx, i64, LATELY, client.get(), plan.as_str(), after.to_string())
}

fn one(touched: u64) -> Result<()> {
    if touched == 1 { Ok(()) } else { Err(Error::Stale("purchase")) }
}
