//! Changes a client's balance by what staff typed, once for a form.

use domain::form::{FieldProblem, Problem};
use domain::money::MoneyTextError;
use domain::{ClientId, LedgerKind, Money};
use store::clients::Client;
use store::events::NewEvent;
use store::ledger::{ENTRY_REPEATED, NewEntry, Posted};
use store::{Tx, clients, events, ledger};

use crate::{Caller, Engine, Error, Refusal, Result};

/// The longest one-time key that our forms make.
const LONGEST_KEY: usize = 64;
/// The longest note, in characters: it stands in one line of a ledger.
pub(super) const LONGEST_NOTE: usize = 200;

/// A change of a balance.
pub(super) struct Change<'a> {
    pub client: ClientId,
    pub kind: LedgerKind,
    pub amount: Money,
    pub note: &'a str,
    pub key: &'a str,
    pub event: &'a str,
}

/// Makes the change and returns the balance after it; a form that came before changes nothing.
pub(super) async fn change_balance(engine: &Engine, caller: Caller, change: &Change<'_>) -> Result<Money> {
    let mut tx = engine.db().begin().await?;
    match write(&mut tx, engine, caller, change).await {
        Err(Error::Store(error)) if error.violates(ENTRY_REPEATED) => {}
        Err(error) => return Err(error),
        Ok(()) => tx.commit().await?,
    }
    let client = clients::find(engine.db(), change.client).await?.ok_or(Error::NotFound)?;
    Ok(client.balance)
}

pub(super) async fn write(tx: &mut Tx, engine: &Engine, caller: Caller, change: &Change<'_>) -> Result<()> {
    if change.key.is_empty() || change.key.len() > LONGEST_KEY {
        return Err(Refusal::BadForm.into());
    }
    let client = clients::find(&mut *tx, change.client).await?.ok_or(Error::NotFound)?;
    fits(&client, change.amount)?;
    let (now_ms, today) = (engine.clock().now_ms(), engine.clock().today());
    let key = format!("{}-{}", change.kind, change.key);
    let entry = NewEntry {
        client_id: change.client,
        kind: change.kind,
        amount: change.amount,
        reason: change.note,
        author_id: caller.user(),
        order_id: None,
        service_id: None,
        one_time_key: Some(&key),
        created_at_ms: now_ms,
        business_day: today,
    };
    match ledger::post(tx, &entry).await? {
        Posted::Posted => {}
        // What the same form took before may be the very amount that is missing now.
        Posted::NotCovered if ledger::paid_for(&mut *tx, change.client, &key).await?.is_some() => {
            return Ok(());
        }
        Posted::NotCovered => return Err(Refusal::BalanceTooLow { balance: client.balance }.into()),
    }
    let event = NewEvent {
        kind: change.event,
        client: Some(change.client),
        actor: caller.user(),
        data: serde_json::json!({ "amount": change.amount, "note": change.note }),
        at_ms: now_ms,
        business_day: today,
        ..NewEvent::default()
    };
    Ok(events::record(tx, &event).await?)
}

/// A balance that could not be stored is refused before it is added up.
fn fits(client: &Client, amount: Money) -> Result<()> {
    let too_large = Problem::NotAnAmount(MoneyTextError::TooLarge);
    match client.balance.checked_add(amount) {
        Ok(_) => Ok(()),
        Err(_) if client.balance.currency() != amount.currency() => Err(Refusal::BadAmount.into()),
        Err(_) => Err(Refusal::Field(FieldProblem::new("amount", too_large)).into()),
    }
}
