//! Reads the address of a service's server again.

use domain::access::Action;
use domain::{LicenseState, ServiceId};
use store::licenses::{self, License};
use store::services;

use super::undecided::listed;
use crate::operations::{merged, public_addresses};
use crate::remotes::calls::{self, CallFailure};
use crate::remotes::clients::Purpose;
use crate::remotes::{VmServer, license_server};
use crate::{Caller, Engine, Error, Refusal, Result};

/// Asks VMmanager for the server's addresses, and the license server for the license and the day of its last change;
/// keeps both for the page. Nothing else changes.
pub async fn read_address(engine: &Engine, caller: Caller, id: ServiceId) -> Result<()> {
    caller.may(Action::ManageClients)?;
    let service = services::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let host = service.vm_id.as_ref().ok_or(Refusal::NotDelivered)?;
    let host: u64 = host.as_str().parse().map_err(Error::setup)?;
    let server = VmServer::load(engine, service.vm_module_id, Purpose::Read).await?;
    let addresses = match calls::ask(engine, &server.remote, server.client.addresses(host)).await {
        Ok(addresses) => public_addresses(&addresses),
        Err(CallFailure::Store(error)) => return Err(error.into()),
        Err(CallFailure::TurnNotCome) => return Err(Refusal::RemoteBusy.into()),
        Err(CallFailure::Remote(error)) => {
            return Err(Refusal::RemoteFailed { words: error.words().to_owned() }.into());
        }
    };
    let mut tx = engine.db().begin().await?;
    services::addresses::set_shown(&mut tx, id, &addresses, engine.clock().now_ms()).await?;
    tx.commit().await?;
    let license = licenses::of_service(engine.db(), id).await?;
    match license.filter(|license| license.state == LicenseState::Attached) {
        Some(license) => read_license(engine, &license).await,
        None => Ok(()),
    }
}

/// Keeps what the license server lists of a license now.
pub(super) async fn read_license(engine: &Engine, license: &License) -> Result<()> {
    let rows = listed(engine, license.module_id, license.product_id).await?;
    let row = rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let Some(row) = row else { return Ok(()) };
    let card = merged(license_server::card(row)?, &license.card);
    let mut tx = engine.db().begin().await?;
    licenses::card::record(&mut tx, license.id, &license.remote_id, &card, engine.clock().now_ms()).await?;
    Ok(tx.commit().await?)
}
