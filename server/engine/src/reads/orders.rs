//! Orders as staff see them: the list, and one with the price that it was placed for.

use domain::OrderId;
use domain::access::Action;
use domain::price::Quote;
use store::clients::{self, Client};
use store::ledger::{self, Entry};
use store::orders::list::{self, Line, Wanted};
use store::orders::{self, Order};
use store::services;

use super::services::ServiceCard;
use crate::{Caller, Engine, Error, Result};

/// One page of orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrdersPage {
    /// The rows of this page.
    pub lines: Vec<Line>,
    /// How many rows all pages have.
    pub total: u64,
}

/// One order.
#[derive(Debug, Clone)]
pub struct OrderPage {
    /// The order.
    pub order: Order,
    /// Who placed it.
    pub client: Client,
    /// The service it became.
    pub service: ServiceCard,
    /// The itemised price as it was shown then.
    pub quote: Quote,
    /// What was charged for it, and given back, the oldest first.
    pub entries: Vec<Entry>,
}

/// Orders as they are searched, filtered, sorted and paged.
pub async fn orders(engine: &Engine, caller: Caller, wanted: &Wanted<'_>) -> Result<OrdersPage> {
    caller.may(Action::SeeStaffPages)?;
    Ok(OrdersPage {
        lines: list::page(engine.db(), wanted).await?,
        total: list::count(engine.db(), wanted).await?,
    })
}

/// One order with the price that it was placed for.
pub async fn order(engine: &Engine, caller: Caller, id: OrderId) -> Result<OrderPage> {
    caller.may(Action::SeeStaffPages)?;
    let db = engine.db();
    let order = orders::find(db, id).await?.ok_or(Error::NotFound)?;
    let service = services::find(db, order.service_id).await?.ok_or(Error::NotFound)?;
    Ok(OrderPage {
        client: clients::find(db, order.client_id).await?.ok_or(Error::NotFound)?,
        service: ServiceCard::new(service),
        quote: serde_json::from_value(order.quote.clone())
            .map_err(|error| store::Error::corrupt("orders.quote", error))?,
        entries: ledger::of_order(db, id).await?,
        order,
    })
}
