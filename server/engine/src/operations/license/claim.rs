//! Steps: take a reserved license from the pool, one change at a time, each of which may run twice.

use billmanager::{LicenseCard, LicenseEdit};
use domain::pool::{Eligibility, PoolRequest, attached_name, eligibility};
use domain::{LicenseState, RemoteStatus};
use secrecy::ExposeSecret;
use store::licenses::{self, License};
use store::products::{self, Product};

use super::apply::{Applied, Change, apply};
use super::data::{Claim, Data, fingerprint};
use super::missing::confirm_missing;
use super::{facts, found};
use crate::Error;
use crate::operations::provision_service::CHOOSE;
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::Verdict;
use crate::remotes::calls::CallFailure;
use crate::remotes::license_server::{self, LicenseServer};

/// A claim with all that its changes need.
struct Taking {
    data: Data,
    claim: Claim,
    license: License,
    product: Product,
    server: LicenseServer,
}

async fn taking(context: &Context) -> Result<Taking, StepError> {
    let data: Data = context.data()?;
    let claim = data.claim.clone().ok_or(Error::NotFound)?;
    let license = found::license(context, claim.license).await?;
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    Ok(Taking { data, claim, license, product, server })
}

/// Reads the card again under the reservation, and weighs the license by what it says now.
pub(in crate::operations) async fn check_card(
    context: &mut Context,
    next: &'static str,
    choose: &'static str,
) -> StepResult {
    let Taking { mut data, mut claim, license, product, server } = taking(context).await?;
    let prefix = license_server::prefix(&product)?;
    let id = license_server::license_id(&license.remote_id)?;
    let card = match context.ask(&server.remote, server.client.card(&prefix, id)).await {
        Ok(card) => card,
        Err(CallFailure::Remote(error)) if matches!(Verdict::from(&error), Verdict::Missing(_)) => {
            confirm_missing(context, &server, &product, &license.remote_id).await?;
            return lost(context, license, choose).await;
        }
        Err(failure) => return Err(failure.into()),
    };
    let mut tx = context.begin().await?;
    let now = found::record(context, &mut tx, &license, license_server::card(&card.license)?).await?;
    let license = License { card: now, ..license };
    let request = PoolRequest {
        module: license.module_id,
        product: product.id,
        addons: product.addons.clone(),
        address: context.service.address.ok_or(Error::NotFound)?,
        today: server.today,
        covered_until: context.service.paid_until,
    };
    let facts = facts(&license, &product.addons, server.today, Some(context.operation.id));
    if let Eligibility::Refused(refusals) = eligibility(&facts, &request, &server.settings.claim_rules) {
        let was = if license.card.status == RemoteStatus::Deleted { LicenseState::Gone } else { claim.was };
        licenses::reservation::put_back(&mut tx, license.id, context.operation.id, was).await?;
        // The list may go on saying otherwise: another look at it today would lead here again.
        let tomorrow = server.today.tomorrow().ok();
        licenses::pool::exclude(&mut tx, license.id, "its card does not say what the list says", tomorrow)
            .await?;
        let event = serde_json::json!({ "refusals": refusals });
        context.happened(&mut tx, "license.not_as_kept", Some(license.id), event).await?;
        context.set_data(&data.without_claim())?;
        return Ok(End::Next { tx, step: choose });
    }
    claim.old_key = card.key.as_ref().map(|key| fingerprint(key.expose_secret()));
    claim.is_active = license.card.status == RemoteStatus::Active;
    data.claim = Some(claim);
    context.set_data(&data)?;
    Ok(End::Next { tx, step: next })
}

pub(super) async fn lost(context: &mut Context, license: License, choose: &'static str) -> StepResult {
    let mut tx = context.begin().await?;
    licenses::reservation::gone(&mut tx, license.id, context.operation.id).await?;
    context.happened(&mut tx, "license.gone", Some(license.id), serde_json::Value::Null).await?;
    let data: Data = context.data()?;
    context.set_data(&data.without_claim())?;
    Ok(End::Next { tx, step: choose })
}

/// Makes one change of the reserved license; a clear refusal sends it back to the pool.
async fn change(
    context: &mut Context,
    taking: Taking,
    change: Change,
    is_made: impl Fn(&LicenseCard) -> bool,
    next: &'static str,
    put_back: &'static str,
) -> StepResult {
    let Taking { mut data, mut claim, license, product, server } = taking;
    match apply(context, &server, &product, &license.remote_id, change, is_made).await? {
        Applied::Done => Ok(End::Next { tx: context.begin().await?, step: next }),
        Applied::Missing => lost(context, license, CHOOSE).await,
        Applied::Refused(verdict) => {
            claim.refused = Some(verdict.words().to_owned());
            data.claim = Some(claim);
            context.set_data(&data)?;
            Ok(End::Next { tx: context.begin().await?, step: put_back })
        }
    }
}

/// Gives it the name that says whom it serves.
pub(in crate::operations) async fn rename(
    context: &mut Context,
    next: &'static str,
    put_back: &'static str,
) -> StepResult {
    let taking = taking(context).await?;
    let name = attached_name(context.service.id, context.service.host_name.as_str());
    let edit = Change::Edit(LicenseEdit::Name(name.clone()));
    let is_made = move |card: &LicenseCard| card.license.licname.as_deref() == Some(name.as_str());
    change(context, taking, edit, is_made, next, put_back).await
}

/// Gives it the server's address, unless it is there.
pub(in crate::operations) async fn change_address(
    context: &mut Context,
    next: &'static str,
    put_back: &'static str,
) -> StepResult {
    let taking = taking(context).await?;
    let address = context.service.address.ok_or(Error::NotFound)?;
    if taking.claim.is_in_place() {
        return Ok(End::Next { tx: context.begin().await?, step: next });
    }
    let edit = Change::Edit(LicenseEdit::Address(address.as_ip()));
    let is_made = move |card: &LicenseCard| {
        card.license.ip.as_deref().and_then(|ip| domain::IpAddress::parse(ip).ok()) == Some(address)
    };
    change(context, taking, edit, is_made, next, put_back).await
}

/// Has a new key made, so that whoever had the license before cannot use it.
pub(in crate::operations) async fn change_key(
    context: &mut Context,
    next: &'static str,
    put_back: &'static str,
) -> StepResult {
    let taking = taking(context).await?;
    if !taking.claim.new_key {
        return Ok(End::Next { tx: context.begin().await?, step: next });
    }
    let old = taking.claim.old_key.clone();
    // A key that is being made shows as no key.
    let is_made = move |card: &LicenseCard| {
        let shown = card.key.as_ref().map(|key| fingerprint(key.expose_secret()));
        shown != old
    };
    change(context, taking, Change::Edit(LicenseEdit::NewKey), is_made, next, put_back).await
}

/// Activates it, unless it is active; from here on it serves the service.
pub(in crate::operations) async fn resume(
    context: &mut Context,
    next: &'static str,
    put_back: &'static str,
) -> StepResult {
    let taking = taking(context).await?;
    if !taking.claim.is_active {
        let is_made = |card: &LicenseCard| card.license.status == billmanager::LicenseStatus::Active;
        let (license, product, server) = (&taking.license, &taking.product, &taking.server);
        let applied = apply(context, server, product, &license.remote_id, Change::Resume, is_made).await?;
        match applied {
            Applied::Done => {}
            Applied::Missing => return lost(context, taking.license, CHOOSE).await,
            Applied::Refused(verdict) => {
                let mut data = taking.data;
                data.claim = Some(Claim { refused: Some(verdict.words().to_owned()), ..taking.claim });
                context.set_data(&data)?;
                return Ok(End::Next { tx: context.begin().await?, step: put_back });
            }
        }
    }
    let mut tx = context.begin().await?;
    licenses::reservation::attach(&mut tx, taking.license.id, context.operation.id, context.service.id)
        .await?;
    let data = serde_json::json!({ "standing": taking.claim.standing });
    context.happened(&mut tx, "license.claimed", Some(taking.license.id), data).await?;
    Ok(End::Next { tx, step: next })
}
