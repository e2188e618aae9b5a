//! A license on its way back from the service that it served.

use domain::{Date, LicenseId, LicenseState, ServiceId};

use super::one;
use crate::{Result, Tx};

statements! {
    RETURNING = "UPDATE licenses SET state = $3 WHERE id = $1 AND COALESCE(service_id, left_service_id) = $2
        AND state IN ('attached', 'releasing', 'waiting_address', 'held')";
    LEAVE = "UPDATE licenses SET state = 'releasing', left_service_id = service_id, service_id = NULL, key_sealed = NULL
        WHERE id = $1 AND service_id = $2 AND state = 'attached'";
    END_SERVICE = "UPDATE licenses SET state = $3, service_id = NULL, free_since = $4, key_sealed = NULL, left_service_id = NULL
        WHERE id = $1 AND COALESCE(service_id, left_service_id) = $2 AND state IN ('attached', 'releasing', 'waiting_address')";
}

/// Says how far a license is on its way back from a service; one that serves another by now stays as it is.
pub async fn set_returning(tx: &mut Tx, id: LicenseId, from: ServiceId, state: LicenseState) -> Result<()> {
    one(execute!(tx, RETURNING, id.get(), from.get(), state.as_str())?)
}

/// A license stays behind on its address while its service gets another one; it is on its way to the pool. The old
/// key is forgotten.
pub async fn leave(tx: &mut Tx, id: LicenseId, service: ServiceId) -> Result<()> {
    one(execute!(tx, LEAVE, id.get(), service.get())?)
}

/// A license serves a service no longer: it is free, lapses or is gone. The old key is forgotten.
pub async fn end_service(
    tx: &mut Tx,
    id: LicenseId,
    service: ServiceId,
    state: LicenseState,
    today: Date,
) -> Result<()> {
    one(execute!(tx, END_SERVICE, id.get(), service.get(), state.as_str(), today.to_string())?)
}
