//! A license that one operation has for itself, until it serves or goes back.

use domain::{LicenseId, LicenseState, OperationId, ServiceId};

use super::one;
use crate::{Result, Tx};

statements! {
    TAKE = "UPDATE licenses SET state = 'reserved', reserved_by = $2 WHERE id = $1
        AND (state IN ('free', 'waiting_address', 'lapsed') OR (state = 'reserved' AND reserved_by = $2))";
    PUT_BACK = "UPDATE licenses SET state = $3, reserved_by = NULL,
        service_id = CASE WHEN $3 IN ('free', 'gone') THEN NULL ELSE service_id END
        WHERE id = $1 AND state = 'reserved' AND reserved_by = $2";
    // Out of service for the time of an operation: it may return, and nobody else may take it.
    SET_ASIDE = "UPDATE licenses SET state = 'reserved', reserved_by = $2, service_id = NULL
        WHERE id = $1 AND state = 'attached' AND service_id = $3";
    LEAVE = "UPDATE licenses SET state = 'releasing', reserved_by = NULL, service_id = NULL, left_service_id = $3,
        key_sealed = NULL WHERE id = $1 AND state = 'reserved' AND reserved_by = $2";
    GONE = "UPDATE licenses SET state = 'gone', reserved_by = NULL, service_id = NULL, left_service_id = NULL
        WHERE id = $1 AND reserved_by = $2";
    // What was changed for the claim is not what was read: the dates are unknown until they are read again.
    ATTACH = "UPDATE licenses SET state = 'attached', reserved_by = NULL, service_id = $3, free_since = NULL,
        last_ip_change = NULL, last_key_change = NULL, left_service_id = NULL
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

/// Takes a license out of the service that it serves, for an operation that may give it back.
pub async fn set_aside(tx: &mut Tx, id: LicenseId, operation: OperationId, from: ServiceId) -> Result<()> {
    one(execute!(tx, SET_ASIDE, id.get(), operation.get(), from.get())?)
}

/// A reserved license does not serve this service, and is on its way to the pool. The old key is forgotten.
pub async fn leave(tx: &mut Tx, id: LicenseId, operation: OperationId, service: ServiceId) -> Result<()> {
    one(execute!(tx, LEAVE, id.get(), operation.get(), service.get())?)
}

/// A reserved license turns out to be no longer at the license server.
pub async fn gone(tx: &mut Tx, id: LicenseId, operation: OperationId) -> Result<()> {
    one(execute!(tx, GONE, id.get(), operation.get())?)
}

/// Makes a reserved license serve a service.
pub async fn attach(tx: &mut Tx, id: LicenseId, operation: OperationId, service: ServiceId) -> Result<()> {
    one(execute!(tx, ATTACH, id.get(), operation.get(), service.get())?)
}
