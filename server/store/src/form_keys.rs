//! One-time keys of forms: a form that is sent twice makes one thing.

use crate::{Result, Tx};

/// Takes a form's key, or says what the form made when it came before.
///
/// A form that comes twice at once waits here until the first is done.
pub async fn claim(tx: &mut Tx, key: &str, now_ms: i64) -> Result<Option<i64>> {
    if execute!(&mut *tx, CLAIM, key, now_ms)? == 1 {
        return Ok(None);
    }
    Ok(Some(fetch_scalar!(tx, i64, MADE, key)?))
}

/// Keeps what the form with a claimed key made.
pub async fn keep(tx: &mut Tx, key: &str, object_id: i64) -> Result<()> {
    execute!(tx, KEEP, key, object_id)?;
    Ok(())
}

/// Forgets the keys of forms older than this.
pub async fn forget_before(tx: &mut Tx, before_ms: i64) -> Result<()> {
    execute!(tx, FORGET, before_ms)?;
    Ok(())
}

statements! {
    CLAIM = "INSERT INTO form_keys (one_time_key, object_id, created_at) VALUES ($1, 0, $2)
        ON CONFLICT (one_time_key) DO NOTHING";
    MADE = "SELECT object_id FROM form_keys WHERE one_time_key = $1";
    KEEP = "UPDATE form_keys SET object_id = $2 WHERE one_time_key = $1";
    FORGET = "DELETE FROM form_keys WHERE created_at < $1";
}
