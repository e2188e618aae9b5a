//! What happens to a service while it is provisioned and deleted; each changes what it names and no more.

use domain::{Date, IpAddress, PanelState, RemoteId, ServiceId, ServiceState};

use crate::{Error, Result, Tx};

/// Notes when its server was last asked for; from then on it may exist.
pub async fn set_vm_requested(tx: &mut Tx, id: ServiceId, at_ms: i64) -> Result<()> {
    one(execute!(tx, SET_VM_REQUESTED, id.get(), at_ms)?)
}

/// Keeps the ids of its server and of the task that makes it.
pub async fn set_vm_created(
    tx: &mut Tx,
    id: ServiceId,
    vm_id: &RemoteId,
    task: Option<&RemoteId>,
) -> Result<()> {
    one(execute!(tx, SET_VM_CREATED, id.get(), vm_id.as_str(), task.map(RemoteId::as_str))?)
}

/// Keeps the address of its server.
pub async fn set_address(tx: &mut Tx, id: ServiceId, address: IpAddress) -> Result<()> {
    one(execute!(tx, SET_ADDRESS, id.get(), address.to_string())?)
}

/// Changes the server's state.
pub async fn set_state(tx: &mut Tx, id: ServiceId, state: ServiceState) -> Result<()> {
    one(execute!(tx, SET_STATE, id.get(), state.as_str())?)
}

/// Changes the panel's state.
pub async fn set_panel_state(tx: &mut Tx, id: ServiceId, state: PanelState) -> Result<()> {
    one(execute!(tx, SET_PANEL_STATE, id.get(), state.as_str())?)
}

/// It is delivered and active; the first time stays.
pub async fn set_delivered(tx: &mut Tx, id: ServiceId, at_ms: i64) -> Result<()> {
    one(execute!(tx, SET_DELIVERED, id.get(), at_ms)?)
}

/// Sets the day on which it is to be deleted, or takes it back.
pub async fn set_delete_on(tx: &mut Tx, id: ServiceId, on: Option<Date>) -> Result<()> {
    one(execute!(tx, SET_DELETE_ON, id.get(), on.map(|on| on.to_string()))?)
}

/// It is deleted; the first time stays.
pub async fn set_deleted(tx: &mut Tx, id: ServiceId, at_ms: i64) -> Result<()> {
    one(execute!(tx, SET_DELETED, id.get(), at_ms)?)
}

pub(super) fn one(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale("the service")) }
}

statements! {
    SET_VM_REQUESTED =
        "UPDATE services SET vm_requested_at = $2, vm_id = NULL, vm_task = NULL WHERE id = $1";
    SET_VM_CREATED = "UPDATE services SET vm_id = $2, vm_task = $3 WHERE id = $1";
    SET_ADDRESS = "UPDATE services SET address = $2 WHERE id = $1";
    SET_STATE = "UPDATE services SET state = $2 WHERE id = $1";
    SET_PANEL_STATE = "UPDATE services SET panel_state = $2 WHERE id = $1";
    SET_DELIVERED = "UPDATE services SET state = 'active', delivered_at = COALESCE(delivered_at, $2)
        WHERE id = $1";
    SET_DELETE_ON = "UPDATE services SET delete_on = $2 WHERE id = $1";
    SET_DELETED = "UPDATE services SET state = 'deleted', deleted_at = COALESCE(deleted_at, $2), delete_on = NULL
        WHERE id = $1";
}
