//! Who tried to register from where, for a day: so many may from one address.

use crate::{Result, Tx};

/// Notes a try from an address, and says how many there were from it since a moment, this one among them.
///
/// Tries older than `forget_before_ms` are forgotten. Times are machine milliseconds.
pub async fn tried(
    tx: &mut Tx,
    address: &str,
    now_ms: i64,
    since_ms: i64,
    forget_before_ms: i64,
) -> Result<i64> {
    execute!(&mut *tx, FORGET, forget_before_ms)?;
    execute!(&mut *tx, TRIED, address, now_ms)?;
    fetch_scalar!(tx, i64, COUNT, address, since_ms)
}

statements! {
    FORGET = "DELETE FROM registration_attempts WHERE at < $1";
    TRIED = "INSERT INTO registration_attempts (address, at) VALUES ($1, $2)";
    COUNT = "SELECT COUNT(*) FROM registration_attempts WHERE address = $1 AND at >= $2";
}
