//! One operation at a time on one address.

use domain::{IpAddress, OperationId};

use crate::{Result, Tx};

statements! {
    TAKE = "INSERT INTO address_locks (address, operation_id) VALUES ($1, $2) ON CONFLICT (address) DO NOTHING";
    HOLDER = "SELECT operation_id FROM address_locks WHERE address = $1";
    RELEASE = "DELETE FROM address_locks WHERE operation_id = $1";
}

/// Takes an address for an operation; false when another one works on it.
pub async fn take(tx: &mut Tx, address: &IpAddress, operation: OperationId) -> Result<bool> {
    execute!(&mut *tx, TAKE, address.to_string(), operation.get())?;
    // Between the two statements its holder may have given it back: then the next look takes it.
    let holder = fetch_optional!(tx, (i64,), HOLDER, address.to_string())?;
    Ok(holder == Some((operation.get(),)))
}

/// Gives back every address that an operation holds.
pub async fn release(tx: &mut Tx, operation: OperationId) -> Result<()> {
    execute!(tx, RELEASE, operation.get())?;
    Ok(())
}
