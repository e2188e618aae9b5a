//! Step: read the server's address, and take it for this operation.

use domain::IpAddress;
use domain::operation::Note;
use domain::retry::Schedule;
use store::{locks, services};

use super::number;
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};

/// Stores the address, and takes its lock: operations on one address run one after another.
pub(in crate::operations) async fn read_address(context: &mut Context, next: &'static str) -> StepResult {
    let server = context.vm_server().await?;
    let host = context.service.vm_id.as_ref().map(number).transpose()?.ok_or(Error::NotFound)?;
    let addresses = context.ask(&server.remote, server.client.addresses(host)).await?;
    // Addresses inside a VxLAN are private: no license is for them (`docs/protocols/vmmanager.md §2.6`).
    let mut public = addresses
        .iter()
        .filter(|address| !address.is_vxlan)
        .filter_map(|address| IpAddress::parse(&address.ip.to_string()).ok());
    // The first one is the main one; a license is for that alone (`docs/protocols/vmmanager.md §2.6`).
    let Some(address) = public.next() else {
        return Ok(Stop::new(Note::AddressNotAssigned, Until::LookAgain(Schedule::REMOTE_TASK)).end());
    };
    let mut tx = context.begin().await?;
    services::set_address(&mut tx, context.service.id, address).await?;
    services::addresses::set(&mut tx, context.service.id, &public.collect::<Vec<_>>()).await?;
    // Without a panel no license ever touches the address.
    let has_panel = context.service.plan_code.is_some();
    if has_panel && !locks::take(&mut tx, &address, context.operation.id).await? {
        let busy = Stop::new(Note::AddressBusy { address }, Until::LookAgain(Schedule::REMOTE_TASK));
        return Ok(busy.with(tx).end());
    }
    let data = serde_json::json!({ "address": address });
    context.happened(&mut tx, "server.created", None, data).await?;
    Ok(End::Next { tx, step: next })
}
