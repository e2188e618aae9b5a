//! A license that one operation has for itself, until it serves or goes back.

use domain::{LicenseId, LicenseState, OperationId, ServiceId};

use super::one;
use crate::{Result, Tx};

statements! {
    TAKE = "UPDATE licenses SET state = 'reserved', reserved_by = $2 WHERE id = $1
        AND (state IN ('free', 'waiting_address', 'lapsed') OR (state = 'reserved' AND reserved_by = $2))";
    PUT_BACK = "UPDATE licenses SET state = $3, reserved_by = NULL,
        service_id = CASE WHEN $3 = 'free' THEN NULL ELSE service_id END
        WHERE id = $1 AND state = 'reserved' AND reserved_by = $2";
    GONE = "UPDATE licenses SET state = 'gone', reserved_by = NULL WHERE id = $1 AND reserved_by = $2";
    // What was changed for the claim is not what was read: the dates are unknown until they are read again.
    ATTACH = "UPDATE licenses SET state = 'attached', reserved_by = NULL, service_id = $3, free_since = NULL,
        last_ip_change = NULL, last_key_change = NULL
        WHERE id = $1 AND state = 'reserved' AND reserved_by = $2";
}

/// Takes a free license for an operation; false when another one was quicker.
pub async fn take(tx: &mut Tx, id: LicenseId, operation: OperationId) -> Result<bool> {
    Ok(execute!(tx, TAKE, id.get(), operation.get())? == 1)
}

/// Gives a reserved license back, to what it was.
pub async fn put_back(tx: &mut Tx, id: LicenseId, operation: OperationId, to: LicenseState) -> Result<()> {
    one(execute!(tx, PUT_BACK, id.get(), operation.get(), to.as_str())?)
}

/// A reserved license turns out to be no longer at the license server.
pub async fn gone(tx: &mut Tx, id: LicenseId, operation: OperationId) -> Result<()> {
    one(execute!(tx, GONE, id.get(), operation.get())?)
}

/// Makes a reserved license serve a service.
pub async fn attach(tx: &mut Tx, id: LicenseId, operation: OperationId, service: ServiceId) -> Result<()> {
    one(execute!(tx, ATTACH, id.get(), operation.get(), service.get())?)
}
