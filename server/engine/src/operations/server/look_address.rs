//! Step: read the addresses of a server that a person moved, and take the new one for this operation.

use domain::operation::Note;
use domain::retry::Schedule;
use domain::{IpAddress, LicenseState, ServiceState};
use store::{licenses, locks, services};

use super::number;
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};

/// Goes on only with the address that a person confirmed. The license's old address is taken too: a new server that got
/// it waits until the license has left. Without a license that is all there is to do.
pub(in crate::operations) async fn look_at_address(
    context: &mut Context,
    confirmed: IpAddress,
    next: &'static str,
) -> StepResult {
    if !matches!(context.service.state, ServiceState::Active | ServiceState::Suspended) {
        return Ok(End::Finish { tx: context.begin().await? });
    }
    let server = context.vm_server().await?;
    let host = context.service.vm_id.as_ref().map(number).transpose()?.ok_or(Error::NotFound)?;
    if context.ask(&server.remote, server.client.host(host)).await?.is_none() {
        return Ok(Stop::new(Note::ServerGone, Until::Mended).end());
    }
    let addresses = context.ask(&server.remote, server.client.addresses(host)).await?;
    let addresses = public_addresses(&addresses);
    let Some(main) = addresses.first().copied() else {
        return Ok(Stop::new(Note::AddressNotAssigned, Until::LookAgain(Schedule::REMOTE_TASK)).end());
    };
    let (id, operation) = (context.service.id, context.operation.id);
    let mut tx = context.begin().await?;
    services::addresses::set_shown(&mut tx, id, &addresses, context.now_ms()).await?;
    if main != confirmed {
        let note = Note::AddressNotAsConfirmed { address: main };
        return Ok(Stop::new(note, Until::Mended).with(tx).end());
    }
    let license = licenses::of_service(&mut tx, id).await?;
    let license = license.filter(|license| license.state == LicenseState::Attached);
    if let Some(license) = &license {
        for address in [main, license.card.address] {
            if !address.is_free() && !locks::take(&mut tx, &address, operation).await? {
                let busy = Stop::new(Note::AddressBusy { address }, Until::LookAgain(Schedule::REMOTE_TASK));
                return Ok(busy.end());
            }
        }
        return Ok(End::Next { tx, step: next });
    }
    context.follow_address(&mut tx, main).await?;
    Ok(End::Finish { tx })
}

/// Addresses that a license can see, the main one first: those inside a VxLAN are private
/// (`docs/protocols/vmmanager.md §2.6`).
pub(crate) fn public_addresses(addresses: &[vmmanager::HostAddress]) -> Vec<IpAddress> {
    addresses
        .iter()
        .filter(|address| !address.is_vxlan)
        .filter_map(|address| IpAddress::parse(&address.ip.to_string()).ok())
        .collect()
}
