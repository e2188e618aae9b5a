//! Leaves a note on an operation for the colleague who looks at it next.

use domain::OperationId;
use domain::access::Action;
use store::events::NewEvent;
use store::{events, form_keys, handover_notes, operations};

use crate::{Caller, Engine, Error, Refusal, Result};

/// Longer notes belong elsewhere.
const MOST_CHARACTERS: usize = 4_000;

/// Keeps the note beside those that are there; nothing is written over, and a form that is sent twice leaves one.
pub async fn leave_note(
    engine: &Engine,
    caller: Caller,
    id: OperationId,
    words: &str,
    key: &str,
) -> Result<()> {
    caller.may(Action::DecideOperations)?;
    let words: String = words.trim().chars().take(MOST_CHARACTERS).collect();
    if words.is_empty() {
        return Err(Refusal::NoteMissing.into());
    }
    let now_ms = engine.clock().now_ms();
    let mut tx = engine.db().begin().await?;
    let operation = operations::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if crate::history::added_before(&mut tx, engine, key).await?.is_some() {
        return Ok(());
    }
    let note = handover_notes::leave(&mut tx, id, caller.user(), &words, now_ms).await?;
    form_keys::keep(&mut tx, key, note).await?;
    let event = NewEvent {
        kind: "operation.note_left",
        service: Some(operation.service_id),
        operation: Some(id),
        actor: caller.user(),
        data: serde_json::json!({ "note": words }),
        at_ms: now_ms,
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(&mut tx, &event).await?;
    Ok(tx.commit().await?)
}
