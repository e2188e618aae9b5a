//! Adds to a client's balance what the client paid.

use domain::access::Action;
use domain::form::Reader;
use domain::{ClientId, LedgerKind, Money};
use store::{Tx, clients};

use super::change_balance::{self, Change, LONGEST_NOTE, change_balance};
use crate::{Caller, Engine, Error, Refusal, Result};

/// A payment to enter, as typed.
#[derive(Debug)]
pub struct Payment<'a> {
    /// Who paid.
    pub client: ClientId,
    /// How much, in the currency of the client's balance.
    pub amount: &'a str,
    /// What for: the client reads it in the ledger.
    pub note: &'a str,
    /// The form's key: the same form enters one payment, however often it is sent.
    pub one_time_key: &'a str,
}

/// Enters a payment and returns the balance after it; a form that was sent before changes nothing.
pub async fn add_funds(engine: &Engine, caller: Caller, payment: &Payment<'_>) -> Result<Money> {
    caller.may(Action::ManageClients)?;
    let client = clients::find(engine.db(), payment.client).await?.ok_or(Error::NotFound)?;
    let mut read = Reader::default();
    let amount = read.amount("amount", payment.amount, client.balance.currency());
    let note = read.text("note", payment.note, LONGEST_NOTE);
    read.done()?;
    if amount.is_zero() {
        return Err(Refusal::BadAmount.into());
    }
    change_balance(engine, caller, &change(payment.client, amount, &note, payment.one_time_key)).await
}

/// The same in a transaction of more.
pub(super) async fn write(
    tx: &mut Tx,
    engine: &Engine,
    caller: Caller,
    (client, amount): (ClientId, Money),
    (note, key): (&str, &str),
) -> Result<()> {
    change_balance::write(tx, engine, caller, &change(client, amount, note, key)).await
}

fn change<'a>(client: ClientId, amount: Money, note: &'a str, key: &'a str) -> Change<'a> {
    Change { client, kind: LedgerKind::Payment, amount, note, key, event: "client.funds_added" }
}
