//! Step: give a license that a person named what its service needs of it.

use billmanager::{LicenseCard, LicenseEdit, LicenseStatus};
use domain::IpAddress;
use domain::pool::attached_name;
use store::{licenses, products};

use super::apply::{Applied, Change, apply};
use crate::Error;
use crate::operations::end::Stop;
use crate::operations::{Context, End, StepResult};
use crate::remotes::Verdict;
use crate::remotes::license_server;

/// Whether a card shows that a change is made.
type IsMade<'a> = &'a (dyn Fn(&LicenseCard) -> bool + Sync);

/// A license that was found by its marker is as it was ordered; one that a person names may be for another address,
/// have another name or be suspended. Only what differs is changed; a refusal waits for a person again.
pub(in crate::operations) async fn fit(context: &mut Context, next: &'static str) -> StepResult {
    let license =
        licenses::of_service(context.engine().db(), context.service.id).await?.ok_or(Error::NotFound)?;
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    let address = context.service.address.ok_or(Error::NotFound)?;
    let name = attached_name(context.service.id, context.service.host_name.as_str());
    let prefix = license_server::prefix(&product)?;
    let id = license_server::license_id(&license.remote_id)?;
    let card = context.ask(&server.remote, server.client.card(&prefix, id)).await?;

    let is_named = |card: &LicenseCard| card.license.licname.as_deref() == Some(name.as_str());
    let is_on_address = |card: &LicenseCard| {
        card.license.ip.as_deref().and_then(|ip| IpAddress::parse(ip).ok()) == Some(address)
    };
    let is_running = |card: &LicenseCard| card.license.status != LicenseStatus::Stopped;
    let wanted: [(Change, IsMade<'_>); 3] = [
        (Change::Edit(LicenseEdit::Name(name.clone())), &is_named),
        (Change::Edit(LicenseEdit::Address(address.as_ip())), &is_on_address),
        (Change::Resume, &is_running),
    ];
    for (change, is_made) in wanted {
        if is_made(&card) {
            continue;
        }
        match apply(context, &server, &product, &license.remote_id, change, is_made).await? {
            Applied::Done => {}
            Applied::Missing => {
                let words = format!("it has no license {}", license.remote_id);
                return Ok(Stop::from(Verdict::Missing(words)).end());
            }
            Applied::Refused(verdict) => return Ok(Stop::from(verdict).end()),
        }
    }
    Ok(End::Next { tx: context.begin().await?, step: next })
}
