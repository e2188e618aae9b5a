//! The ledger: every change of a client's balance, with why and by whom.

use domain::{ClientId, Date, LedgerKind, Money, OrderId, ServiceId, UserId};

use crate::{Constraint, Exec, Result, Tx, clients, column};

/// One submitted form makes one entry, however often it is sent.
pub const ENTRY_REPEATED: Constraint = Constraint {
    name: "ledger_entries_one_time_key",
    columns: "ledger_entries.client_id, ledger_entries.one_time_key",
};

/// One change of a balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: i64,
    /// Why the balance changed.
    pub kind: LedgerKind,
    /// By how much: a charge is negative.
    pub amount: Money,
    /// In words.
    pub reason: String,
    /// The name of whoever entered it.
    pub author: Option<String>,
    /// The order it paid for.
    pub order_id: Option<OrderId>,
    /// The service it paid for.
    pub service_id: Option<ServiceId>,
    /// The business date.
    pub business_day: Date,
}

/// An entry to make.
#[derive(Debug)]
pub struct NewEntry<'a> {
    /// Whose balance.
    pub client_id: ClientId,
    /// Why it changes.
    pub kind: LedgerKind,
    /// By how much: a charge is negative.
    pub amount: Money,
    /// In words.
    pub reason: &'a str,
    /// Who enters it.
    pub author_id: Option<UserId>,
    /// The order it pays for.
    pub order_id: Option<OrderId>,
    /// The service it pays for.
    pub service_id: Option<ServiceId>,
    /// The form's key: a second entry with it violates [`ENTRY_REPEATED`].
    pub one_time_key: Option<&'a str>,
    /// Machine time in milliseconds.
    pub created_at_ms: i64,
    /// The business date.
    pub business_day: Date,
}

/// Whether the balance took a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Posted {
    /// Balance and ledger changed together.
    Posted,
    /// The balance has less than that, or is in another currency: nothing changed.
    NotCovered,
}

/// Changes a balance and writes its entry, both or neither.
pub async fn post(tx: &mut Tx, new: &NewEntry<'_>) -> Result<Posted> {
    let Ok(drawn) = new.amount.checked_neg() else { return Ok(Posted::NotCovered) };
    if !clients::draw(tx, new.client_id, drawn).await? {
        return Ok(Posted::NotCovered);
    }
    execute!(
        tx,
        INSERT,
        new.client_id.get(),
        new.kind.as_str(),
        new.amount.minor(),
        new.amount.currency().as_str(),
        new.reason,
        new.author_id.map(UserId::get),
        new.order_id.map(OrderId::get),
        new.service_id.map(ServiceId::get),
        new.one_time_key,
        new.created_at_ms,
        new.business_day.to_string(),
    )?;
    Ok(Posted::Posted)
}

/// A page of a client's entries, the newest first.
pub async fn page(db: impl Into<Exec<'_>>, client: ClientId, limit: u32, offset: u64) -> Result<Vec<Entry>> {
    let offset = i64::try_from(offset).unwrap_or(i64::MAX);
    let rows = fetch_all!(db, Row, PAGE, client.get(), i64::from(limit), offset)?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// The entries of an order, the oldest first.
pub async fn of_order(db: impl Into<Exec<'_>>, order: OrderId) -> Result<Vec<Entry>> {
    fetch_all!(db, Row, OF_ORDER, order.get())?.into_iter().map(Entry::try_from).collect()
}

/// The service that the entry with a form's key paid for; `None` if there is no such entry.
pub async fn paid_for(
    db: impl Into<Exec<'_>>,
    client: ClientId,
    one_time_key: &str,
) -> Result<Option<Option<ServiceId>>> {
    let row = fetch_optional!(db, (Option<i64>,), PAID_FOR, client.get(), one_time_key)?;
    Ok(row.map(|(service,)| service.map(ServiceId::new)))
}

/// How many entries a client has.
pub async fn count(db: impl Into<Exec<'_>>, client: ClientId) -> Result<u64> {
    let count = fetch_scalar!(db, i64, COUNT, client.get())?;
    column::narrow("ledger_entries count", count)
}

/// What a client's entries add up to, in minor units: always its balance.
pub async fn total(db: impl Into<Exec<'_>>, client: ClientId) -> Result<i64> {
    fetch_scalar!(db, i64, TOTAL, client.get())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    kind: String,
    amount: i64,
    currency: String,
    reason: String,
    author: Option<String>,
    order_id: Option<i64>,
    service_id: Option<i64>,
    business_day: String,
}

impl TryFrom<Row> for Entry {
    type Error = crate::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            kind: column::parse("ledger_entries.kind", &row.kind)?,
            amount: column::money("ledger_entries.currency", row.amount, &row.currency)?,
            reason: row.reason,
            author: row.author,
            order_id: row.order_id.map(OrderId::new),
            service_id: row.service_id.map(ServiceId::new),
            business_day: column::parse("ledger_entries.business_day", &row.business_day)?,
        })
    }
}

statements! {
    INSERT = "INSERT INTO ledger_entries (client_id, kind, amount, currency, reason, author_id, order_id,
            service_id, one_time_key, created_at, business_day)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    PAGE = "SELECT e.id, e.kind, e.amount, e.currency, e.reason, u.name AS author, e.order_id, e.service_id,
            e.business_day
        FROM ledger_entries e LEFT JOIN users u ON u.id = e.author_id
        WHERE e.client_id = $1 ORDER BY e.id DESC LIMIT $2 OFFSET $3";
    OF_ORDER = "SELECT e.id, e.kind, e.amount, e.currency, e.reason, u.name AS author, e.order_id, e.service_id,
            e.business_day
        FROM ledger_entries e LEFT JOIN users u ON u.id = e.author_id
        WHERE e.order_id = $1 ORDER BY e.id";
    PAID_FOR = "SELECT service_id FROM ledger_entries WHERE client_id = $1 AND one_time_key = $2";
    COUNT = "SELECT COUNT(*) FROM ledger_entries WHERE client_id = $1";
    TOTAL = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entries WHERE client_id = $1";
}
