//! Orders: priced wishes, frozen when placed.

use domain::{ClientId, Date, Money, OrderId, Period, ServiceId, TariffId};

use crate::{Constraint, Error, Exec, Result, Tx, column};

pub mod list;

/// One submitted form makes one order, however often it is sent.
pub const ORDER_REPEATED: Constraint =
    Constraint { name: "orders_one_time_key", columns: "orders.client_id, orders.one_time_key" };

/// A placed order.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Its number.
    pub id: OrderId,
    /// Who placed it.
    pub client_id: ClientId,
    /// The tariff.
    pub tariff_id: TariffId,
    /// The service it became.
    pub service_id: ServiceId,
    /// The period that was ordered.
    pub period: Period,
    /// The itemised price as it was shown.
    pub quote: serde_json::Value,
    /// What was charged.
    pub total: Money,
    /// When, in machine milliseconds.
    pub placed_at_ms: i64,
    /// The business date.
    pub business_day: Date,
}

/// An order to add, in the transaction of its service and its charge.
#[derive(Debug)]
pub struct NewOrder<'a> {
    /// Who places it.
    pub client_id: ClientId,
    /// The tariff.
    pub tariff_id: TariffId,
    /// The service it becomes.
    pub service_id: ServiceId,
    /// The form's key: a second order with it violates [`ORDER_REPEATED`].
    pub one_time_key: &'a str,
    /// The period that is ordered.
    pub period: Period,
    /// The itemised price as it was shown.
    pub quote: &'a serde_json::Value,
    /// What is charged.
    pub total: Money,
    /// Machine time in milliseconds.
    pub placed_at_ms: i64,
    /// The business date.
    pub business_day: Date,
}

/// Adds an order.
pub async fn insert(tx: &mut Tx, new: &NewOrder<'_>) -> Result<OrderId> {
    let id = fetch_scalar!(
        tx,
        i64,
        INSERT,
        new.client_id.get(),
        new.tariff_id.get(),
        new.service_id.get(),
        new.one_time_key,
        i64::from(new.period.code()),
        new.quote.to_string(),
        new.total.minor(),
        new.total.currency().as_str(),
        new.placed_at_ms,
        new.business_day.to_string(),
    )?;
    Ok(OrderId::new(id))
}

/// One order.
pub async fn find(db: impl Into<Exec<'_>>, id: OrderId) -> Result<Option<Order>> {
    fetch_optional!(db, Row, FIND, id.get())?.map(Order::try_from).transpose()
}

/// The order that a client placed with a form of this key.
pub async fn find_by_key(
    db: impl Into<Exec<'_>>,
    client: ClientId,
    one_time_key: &str,
) -> Result<Option<Order>> {
    fetch_optional!(db, Row, FIND_BY_KEY, client.get(), one_time_key)?.map(Order::try_from).transpose()
}

/// The order that a service came from.
pub async fn of_service(db: impl Into<Exec<'_>>, service: ServiceId) -> Result<Option<Order>> {
    fetch_optional!(db, Row, OF_SERVICE, service.get())?.map(Order::try_from).transpose()
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    client_id: i64,
    tariff_id: i64,
    service_id: i64,
    period: i64,
    quote: String,
    total: i64,
    currency: String,
    placed_at: i64,
    business_day: String,
}

impl TryFrom<Row> for Order {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: OrderId::new(row.id),
            client_id: ClientId::new(row.client_id),
            tariff_id: TariffId::new(row.tariff_id),
            service_id: ServiceId::new(row.service_id),
            period: column::period("orders.period", row.period)?,
            quote: column::parse("orders.quote", &row.quote)?,
            total: column::money("orders.currency", row.total, &row.currency)?,
            placed_at_ms: row.placed_at,
            business_day: column::parse("orders.business_day", &row.business_day)?,
        })
    }
}

statements! {
    INSERT = "INSERT INTO orders (client_id, tariff_id, service_id, one_time_key, period, quote, total, currency,
            placed_at, business_day, search)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, (SELECT s.search FROM services s WHERE s.id = $3))
        RETURNING id";
    FIND = "SELECT * FROM orders WHERE id = $1";
    FIND_BY_KEY = "SELECT * FROM orders WHERE client_id = $1 AND one_time_key = $2";
    OF_SERVICE = "SELECT * FROM orders WHERE service_id = $1";
}
