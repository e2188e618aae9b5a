//! Puts a client's balance right, up or down, but never below nothing.

use domain::access::Action;
use domain::form::Reader;
use domain::{ClientId, LedgerKind, Money};
use store::clients;

use super::change_balance::{Change, LONGEST_NOTE, change_balance};
use crate::{Caller, Engine, Error, Refusal, Result};

/// A correction to enter, as typed.
#[derive(Debug)]
pub struct Correction<'a> {
    /// Whose balance.
    pub client: ClientId,
    /// By how much, in the currency of the balance: less than nothing takes away.
    pub amount: &'a str,
    /// Why: the client reads it in the ledger.
    pub note: &'a str,
    /// The form's key: the same form corrects once, however often it is sent.
    pub one_time_key: &'a str,
}

/// Enters a correction and returns the balance after it; a form that was sent before changes nothing.
pub async fn correct_balance(engine: &Engine, caller: Caller, correction: &Correction<'_>) -> Result<Money> {
    caller.may(Action::ManageClients)?;
    let client = clients::find(engine.db(), correction.client).await?.ok_or(Error::NotFound)?;
    let mut read = Reader::default();
    let amount = read.signed_amount("amount", correction.amount, client.balance.currency());
    let note = read.text("note", correction.note, LONGEST_NOTE);
    read.done()?;
    if amount.is_zero() {
        return Err(Refusal::CorrectionOfNothing.into());
    }
    let change = Change {
        client: client.id,
        kind: LedgerKind::Correction,
        amount,
        note: &note,
        key: correction.one_time_key,
        event: "client.balance_corrected",
    };
    change_balance(engine, caller, &change).await
}
