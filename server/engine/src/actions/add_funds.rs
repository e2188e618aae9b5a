//! Adds to a client's balance what the client paid.

use domain::access::Action;
use domain::{ClientId, LedgerKind, Money};
use store::events::NewEvent;
use store::ledger::{ENTRY_REPEATED, NewEntry, Posted};
use store::{Tx, events, ledger};

use crate::{Caller, Engine, Refusal, Result};

/// A payment to enter.
#[derive(Debug)]
pub struct Payment<'a> {
    /// Who paid.
    pub client: ClientId,
    /// How much, in the currency of the client's balance.
    pub amount: Money,
    /// Why, in words.
    pub note: &'a str,
    /// The form's key: the same form enters one payment, however often it is sent.
    pub one_time_key: &'a str,
}

/// Enters a payment; a form that was sent before changes nothing.
pub async fn add_funds(engine: &Engine, caller: Caller, payment: &Payment<'_>) -> Result<()> {
    caller.may(Action::ManageClients)?;
    if payment.one_time_key.is_empty() {
        return Err(Refusal::BadForm.into());
    }
    let mut tx = engine.db().begin().await?;
    match write(&mut tx, engine, caller, payment).await {
        Err(crate::Error::Store(error)) if error.violates(ENTRY_REPEATED) => Ok(()),
        Err(error) => Err(error),
        Ok(()) => Ok(tx.commit().await?),
    }
}

pub(super) async fn write(tx: &mut Tx, engine: &Engine, caller: Caller, payment: &Payment<'_>) -> Result<()> {
    if payment.amount.is_negative() || payment.amount.is_zero() {
        return Err(Refusal::BadAmount.into());
    }
    let (now_ms, today) = (engine.clock().now_ms(), engine.clock().today());
    let entry = NewEntry {
        client_id: payment.client,
        kind: LedgerKind::Payment,
        amount: payment.amount,
        reason: payment.note,
        author_id: caller.user(),
        order_id: None,
        service_id: None,
        one_time_key: Some(payment.one_time_key),
        created_at_ms: now_ms,
        business_day: today,
    };
    match ledger::post(tx, &entry).await? {
        Posted::Posted => {}
        Posted::NotCovered => return Err(Refusal::BadAmount.into()),
    }
    let event = NewEvent {
        kind: "client.funds_added",
        client: Some(payment.client),
        actor: caller.user(),
        data: serde_json::json!({ "amount": payment.amount, "note": payment.note }),
        at_ms: now_ms,
        business_day: today,
        ..NewEvent::default()
    };
    Ok(events::record(tx, &event).await?)
}
