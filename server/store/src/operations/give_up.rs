//! An operation that ends by a person's word.

use domain::OperationId;
use domain::operation::Note;

use super::one;
use super::row::note_text;
use crate::{Result, Tx};

statements! {
    GIVE_UP = "UPDATE operations SET state = 'given_up', note = $2, note_kind = 'person', finished_at = $3, lease_owner = NULL,
        lease_until = NULL WHERE id = $1 AND (state IN ('failed', 'unknown') OR (state = 'ready' AND note IS NOT NULL))";
    ABANDON_PLANNED = "UPDATE purchase_intents SET state = 'given_up' WHERE operation_id = $1 AND state = 'planned'";
    ABANDON_RENEWAL = "UPDATE renewal_intents SET state = 'given_up' WHERE operation_id = $1 AND state = 'planned'";
    ABANDON_RESERVED = "UPDATE licenses SET state = 'attached', reserved_by = NULL,
        service_id = (SELECT service_id FROM operations WHERE id = $1) WHERE reserved_by = $1";
}

/// Ends a failed, undecided or waiting operation by a person's word. A purchase that was never sent is off; a license that
/// was half taken stays with the service, whose deletion returns it: it may be on the service's address already.
pub async fn give_up(tx: &mut Tx, id: OperationId, words: &str, now_ms: i64) -> Result<()> {
    let note = note_text(&Note::Person { words: words.to_owned() })?;
    let touched = execute!(&mut *tx, GIVE_UP, id.get(), note, now_ms)?;
    execute!(&mut *tx, ABANDON_PLANNED, id.get())?;
    execute!(&mut *tx, ABANDON_RENEWAL, id.get())?;
    execute!(&mut *tx, ABANDON_RESERVED, id.get())?;
    crate::locks::release(tx, id).await?;
    one(touched)
}
