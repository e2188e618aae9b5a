//! The money of an order that came to nothing.

use domain::{LedgerKind, UserId};
use store::ledger::{self, NewEntry, Posted};
use store::services::Service;
use store::{Tx, orders};

use crate::{Engine, Error, Result};

/// Gives back what was paid for a service that was never delivered, once.
pub(super) async fn refund_undelivered(
    engine: &Engine,
    tx: &mut Tx,
    author: Option<UserId>,
    service: &Service,
) -> Result<()> {
    let order = orders::of_service(&mut *tx, service.id).await?.ok_or(Error::NotFound)?;
    if order.total.is_zero() {
        return Ok(());
    }
    let key = format!("refund-{}", order.id);
    let entry = NewEntry {
        client_id: service.client_id,
        kind: LedgerKind::Refund,
        amount: order.total,
        reason: "The server could not be made",
        author_id: author,
        order_id: Some(order.id),
        service_id: Some(service.id),
        one_time_key: Some(&key),
        created_at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
    };
    match ledger::post(tx, &entry).await? {
        Posted::Posted => Ok(()),
        // A client has one currency, and a refund only adds.
        Posted::NotCovered => Err(Error::NotFound),
    }
}
