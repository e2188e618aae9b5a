//! A person has looked into a charge that nothing of ours explains.

use domain::ChargeId;
use domain::access::Action;
use domain::form::Reader;
use store::charges;
use store::events::{self, NewEvent};

use super::change_balance::LONGEST_NOTE;
use crate::{Caller, Engine, Error, Result};

/// Keeps who looked into it, and what they noted; a charge that is acknowledged already keeps its first note.
pub async fn acknowledge_charge(engine: &Engine, caller: Caller, id: ChargeId, note: &str) -> Result<()> {
    caller.may(Action::DecideOperations)?;
    let mut read = Reader::default();
    let note = read.text("note", note, LONGEST_NOTE);
    read.done()?;
    let mut tx = engine.db().begin().await?;
    let charge = charges::unexplained(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if !charges::acknowledge(&mut tx, id, caller.user(), &note, engine.clock().now_ms()).await? {
        return Ok(());
    }
    let data = serde_json::json!({
        "charge": id, "amount": charge.amount, "module": charge.module.1, "words": charge.words, "note": note,
    });
    let event = NewEvent {
        kind: "charge.acknowledged",
        license: charge.license,
        service: charge.service,
        module: Some(charge.module.0),
        actor: caller.user(),
        data,
        at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(&mut tx, &event).await?;
    Ok(tx.commit().await?)
}
