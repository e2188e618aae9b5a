//! Steps: return a license to the pool, one change at a time, each of which may run twice.

mod returning;

use billmanager::{LicenseCard, LicenseEdit, LicenseStatus};
use domain::operation::Note;
use domain::pool::{FREE_ADDRESS, FREE_NAME, FreeAddressPolicy, LastChange, ReleaseWorth, worth_releasing};
use domain::{IpAddress, LicenseState, ModuleKind, OperationKind, PanelState, RemoteStatus};
use store::licenses::{self, Card, License};
use store::modules::license_server as settings;
use store::products::{self, Product};
use store::{Tx, purchases, services};

use super::address_wait::wait_for_address;
use super::apply::{Applied, Change, apply};
use super::data::Data;
use super::found;
use super::missing::usable;
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::license_server::{self, LicenseServer};
use returning::{Returning, hold_address, returning};

/// The license of the service, or the one that stayed behind when it got another.
async fn to_return(context: &Context) -> Result<Option<License>, StepError> {
    let data: Data = context.data()?;
    let Some(id) = data.release.filter(|_| stays(context)) else {
        return Ok(licenses::of_service(context.engine().db(), context.service.id).await?);
    };
    hold_address(context, id).await?;
    let license = found::license(context, id).await?;
    let is_waiting = matches!(license.state, LicenseState::Releasing | LicenseState::WaitingAddress);
    Ok(Some(license).filter(|license| is_waiting && license.is_of(context.service.id)))
}

/// Whether the service goes on with another license.
fn stays(context: &Context) -> bool {
    context.operation.kind == OperationKind::ReturnLicense
}

/// Reads the license once more: is it there, does it renew itself, is it worth the changes?
pub(in crate::operations) async fn look_before_release(
    context: &mut Context,
    next: &'static str,
) -> StepResult {
    let Some(license) = to_return(context).await? else {
        return finish(context, context.begin().await?).await;
    };
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    let prefix = license_server::prefix(&product)?;
    // The list, not the card: it alone shows when address and key were changed.
    let list = context.ask(&server.remote, server.client.licenses(&prefix)).await?;
    usable(context, license.module_id, &product, &list).await?;
    let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let Some(row) = row.filter(|row| row.status != LicenseStatus::Deleted) else {
        return ended(context, &license, LicenseState::Gone, "license.gone").await;
    };
    let shown = license_server::card(row)?;
    if shown.auto_renewal == Some(true) {
        no_renewal_by_itself(context, &server, &product, &license).await?;
    }
    if shown.status == RemoteStatus::Ordered {
        return hold_unpaid(context, &license, shown).await;
    }
    let purchase = purchases::of_license(context.engine().db(), license.id).await?;
    if purchase.is_some_and(|purchase| purchase.period.is_trial()) {
        return ended(context, &license, LicenseState::Lapsed, "license.lapses").await;
    }
    let expires_on = shown.expires_on.or(license.card.expires_on);
    let worth = expires_on.map(|on| worth_releasing(on, server.today, server.settings.min_release_days));
    if let Some(ReleaseWorth::TooFewDays { .. }) = worth {
        return ended(context, &license, LicenseState::Lapsed, "license.lapses").await;
    }
    let mut tx = context.begin().await?;
    found::record(context, &mut tx, &license, shown).await?;
    licenses::set_returning(&mut tx, license.id, context.service.id, LicenseState::Releasing).await?;
    let data: Data = context.data()?;
    context.set_data(&Data { release: Some(license.id), ..data })?;
    Ok(End::Next { tx, step: next })
}

/// Nothing can be changed of a license that is not paid, or not yet: it is held, so that it is returned once it is.
async fn hold_unpaid(context: &Context, license: &License, shown: Card) -> StepResult {
    let mut tx = context.begin().await?;
    found::record(context, &mut tx, license, shown).await?;
    licenses::set_returning(&mut tx, license.id, context.service.id, LicenseState::Held).await?;
    context.happened(&mut tx, "license.not_paid", Some(license.id), serde_json::Value::Null).await?;
    finish(context, tx).await
}

/// A license that nobody uses must not renew itself.
pub(super) async fn no_renewal_by_itself(
    context: &mut Context,
    server: &LicenseServer,
    product: &Product,
    license: &License,
) -> Result<(), StepError> {
    let edit = Change::Edit(LicenseEdit::AutoprolongOff);
    let is_off = |card: &LicenseCard| card.license.autoprolong == billmanager::Autoprolong::Off;
    match apply(context, server, product, &license.remote_id, edit, is_off).await? {
        Applied::Refused(verdict) => Err(Stop::from(verdict).into()),
        Applied::Done | Applied::Missing => Ok(()),
    }
}

/// The license ends with its service: it is gone, or stays on the address until it is over.
async fn ended(context: &Context, license: &License, state: LicenseState, kind: &str) -> StepResult {
    let mut tx = context.begin().await?;
    licenses::end_service(&mut tx, license.id, context.service.id, state, context.today()).await?;
    let data = serde_json::json!({ "expires_on": license.card.expires_on, "address": license.card.address });
    context.happened(&mut tx, kind, Some(license.id), data).await?;
    finish(context, tx).await
}

async fn finish(context: &Context, mut tx: Tx) -> StepResult {
    if context.service.panel_state != PanelState::None && !stays(context) {
        services::set_panel_state(&mut tx, context.service.id, PanelState::Released).await?;
    }
    Ok(End::Finish { tx })
}

async fn change(
    context: &mut Context,
    change: Change,
    is_made: impl Fn(&LicenseCard) -> bool,
    next: &'static str,
) -> StepResult {
    let Some(Returning { license, product, server }) = returning(context).await? else {
        return finish(context, context.begin().await?).await;
    };
    match apply(context, &server, &product, &license.remote_id, change, is_made).await? {
        Applied::Done => Ok(End::Next { tx: context.begin().await?, step: next }),
        Applied::Missing => ended(context, &license, LicenseState::Gone, "license.gone").await,
        Applied::Refused(verdict) => Ok(Stop::from(verdict).end()),
    }
}

/// Suspends it: a free license must not run anywhere.
pub(in crate::operations) async fn free_power(context: &mut Context, next: &'static str) -> StepResult {
    let is_made = |card: &LicenseCard| card.license.status == LicenseStatus::Stopped;
    change(context, Change::Suspend, is_made, next).await
}

/// Gives it the name by which everybody knows a free license.
pub(in crate::operations) async fn free_name(context: &mut Context, next: &'static str) -> StepResult {
    let edit = Change::Edit(LicenseEdit::Name(FREE_NAME.to_owned()));
    let is_made = |card: &LicenseCard| card.license.licname.as_deref() == Some(FREE_NAME);
    change(context, edit, is_made, next).await
}

/// Takes it off the address, now or on the first day on which that is allowed.
pub(in crate::operations) async fn free_address(context: &mut Context, next: &'static str) -> StepResult {
    let Some(Returning { license, product, server }) = returning(context).await? else {
        return finish(context, context.begin().await?).await;
    };
    if server.settings.claim_rules.free_address == FreeAddressPolicy::KeepUntilReused {
        return Ok(End::Next { tx: context.begin().await?, step: next });
    }
    let edit = Change::Edit(LicenseEdit::Address(FREE_ADDRESS.as_ip()));
    let is_made = |card: &LicenseCard| {
        card.license.ip.as_deref().and_then(|ip| IpAddress::parse(ip).ok()) == Some(FREE_ADDRESS)
    };
    match apply(context, &server, &product, &license.remote_id, edit, is_made).await? {
        Applied::Done => Ok(End::Next { tx: context.begin().await?, step: next }),
        Applied::Missing => ended(context, &license, LicenseState::Gone, "license.gone").await,
        Applied::Refused(verdict) => wait_for_address(context, &license, &product, &server, verdict).await,
    }
}

/// Empties its marker, reads it for the last time, and puts it into the pool.
pub(in crate::operations) async fn free_marker(context: &mut Context, again: &'static str) -> StepResult {
    let Some(Returning { license, product, server }) = returning(context).await? else {
        return finish(context, context.begin().await?).await;
    };
    let edit = Change::Edit(LicenseEdit::RemoteId(String::new()));
    // A license server that shows no marker cannot tell; the marker of a purchase long over does no harm.
    let is_made = |card: &LicenseCard| card.license.remoteid.as_deref().unwrap_or_default().is_empty();
    match apply(context, &server, &product, &license.remote_id, edit, is_made).await? {
        Applied::Missing => return ended(context, &license, LicenseState::Gone, "license.gone").await,
        Applied::Refused(verdict) => return Ok(Stop::from(verdict).end()),
        Applied::Done => {}
    }
    let prefix = license_server::prefix(&product)?;
    let list = context.ask(&server.remote, server.client.licenses(&prefix)).await?;
    let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let mut tx = context.begin().await?;
    let Some(row) = row else {
        let words = license_server::NOT_WHOLE.to_owned();
        let note = Note::RemoteFault { system: ModuleKind::Billmanager, words };
        return Ok(Stop::new(note, Until::Retry).with(tx).end());
    };
    let shown = found::record(context, &mut tx, &license, license_server::card(row)?).await?;
    let keeps_address = server.settings.claim_rules.free_address == FreeAddressPolicy::KeepUntilReused;
    if shown.name != FREE_NAME || !(shown.address.is_free() || keeps_address) {
        let note = Note::NotAsConfirmed { license: license.remote_id };
        return Ok(Stop::new(note, Until::Mended).at(again).with(tx).end());
    }
    learn(&mut tx, &license, &server, shown.last_ip_change).await?;
    licenses::end_service(&mut tx, license.id, context.service.id, LicenseState::Free, server.today).await?;
    let data = serde_json::json!({ "expires_on": license.card.expires_on });
    context.happened(&mut tx, "license.released", Some(license.id), data).await?;
    finish(context, tx).await
}

/// The first release on an account shows whether a release counts as a change of address.
async fn learn(
    tx: &mut Tx,
    license: &License,
    server: &LicenseServer,
    after: LastChange,
) -> Result<(), StepError> {
    let is_known = server.settings.release_counts_as_change.is_some();
    let moved = server.settings.claim_rules.free_address == FreeAddressPolicy::FreeAddress;
    if is_known
        || !moved
        || after == LastChange::Unknown
        || after == LastChange::On(server.today) && license.card.last_ip_change == after
    {
        return Ok(());
    }
    let counts = after == LastChange::On(server.today);
    Ok(settings::set_release_counts_as_change(tx, server.remote.module_id, counts).await?)
}
