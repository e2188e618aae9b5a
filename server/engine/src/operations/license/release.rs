//! Steps: return a license to the pool, one change at a time, each of which may run twice.

use billmanager::{LicenseCard, LicenseEdit, LicenseStatus};
use domain::operation::Note;
use domain::pool::{FREE_ADDRESS, FREE_NAME, FreeAddressPolicy, LastChange, ReleaseWorth, worth_releasing};
use domain::{IpAddress, LicenseState, PanelState, RemoteStatus};
use store::licenses::{self, License};
use store::modules::license_server as settings;
use store::products::{self, Product};
use store::{Tx, locks, services};

use super::apply::{Applied, Change, apply};
use super::data::Data;
use super::found;
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::Verdict;
use crate::remotes::calls::CallFailure;
use crate::remotes::license_server::{self, LicenseServer};

struct Returning {
    license: License,
    product: Product,
    server: LicenseServer,
}

async fn returning(context: &Context) -> Result<Option<Returning>, StepError> {
    let data: Data = context.data()?;
    let id = data.release.ok_or(Error::NotFound)?;
    let license = found::license(context, id).await?;
    // While it waited for its address, a new server on that address may have taken it.
    if !matches!(license.state, LicenseState::Releasing | LicenseState::WaitingAddress) {
        return Ok(None);
    }
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    Ok(Some(Returning { license, product, server }))
}

/// Reads the license once more: is it there, does it renew itself, is it worth the changes?
pub(in crate::operations) async fn look_before_release(
    context: &mut Context,
    next: &'static str,
) -> StepResult {
    let Some(license) = licenses::of_service(context.engine().db(), context.service.id).await? else {
        return finish(context, context.begin().await?).await;
    };
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    let prefix = license_server::prefix(&product)?;
    let id = license_server::license_id(&license.remote_id)?;
    let card = match context.ask(&server.remote, server.client.card(&prefix, id)).await {
        Ok(card) => card,
        Err(CallFailure::Remote(error)) if matches!(Verdict::from(&error), Verdict::Missing(_)) => {
            return ended(context, &license, LicenseState::Gone, "license.gone").await;
        }
        Err(failure) => return Err(failure.into()),
    };
    let shown = license_server::card(&card.license)?;
    if shown.status == RemoteStatus::Deleted {
        return ended(context, &license, LicenseState::Gone, "license.gone").await;
    }
    if shown.auto_renewal == Some(true) {
        let edit = Change::Edit(LicenseEdit::AutoprolongOff);
        let is_off = |card: &LicenseCard| card.license.autoprolong == billmanager::Autoprolong::Off;
        let applied = apply(context, &server, &product, &license.remote_id, edit, is_off).await?;
        if let Applied::Refused(verdict) = applied {
            return Ok(Stop::from(verdict).end());
        }
    }
    let expires_on = shown.expires_on.or(license.card.expires_on);
    let worth = expires_on.map(|on| worth_releasing(on, server.today, server.settings.min_release_days));
    if let Some(ReleaseWorth::TooFewDays { .. }) = worth {
        return ended(context, &license, LicenseState::Lapsed, "license.lapses").await;
    }
    let mut tx = context.begin().await?;
    found::record(context, &mut tx, &license, shown).await?;
    licenses::set_state(&mut tx, license.id, LicenseState::Releasing).await?;
    context.set_data(&Data { release: Some(license.id), ..Data::default() })?;
    Ok(End::Next { tx, step: next })
}

/// The license ends with its service: it is gone, or stays on the address until it is over.
async fn ended(context: &Context, license: &License, state: LicenseState, kind: &str) -> StepResult {
    let mut tx = context.begin().await?;
    licenses::end_service(&mut tx, license.id, state, context.today()).await?;
    let data = serde_json::json!({ "expires_on": license.card.expires_on, "address": license.card.address });
    context.happened(&mut tx, kind, Some(license.id), data).await?;
    finish(context, tx).await
}

async fn finish(context: &Context, mut tx: Tx) -> StepResult {
    if context.service.panel_state != PanelState::None {
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
        Applied::Refused(verdict) => {
            let changed_on = match license.card.last_ip_change {
                LastChange::On(date) => date,
                LastChange::Never | LastChange::Unknown => server.today,
            };
            let by_rule = server.settings.claim_rules.ip_change.next_allowed(changed_on);
            // The rule says that it is allowed, and the license server that it is not: ask once a day.
            let date = by_rule.max(server.today.tomorrow().unwrap_or(server.today));
            let mut tx = context.begin().await?;
            licenses::set_state(&mut tx, license.id, LicenseState::WaitingAddress).await?;
            locks::release(&mut tx, context.operation.id).await?;
            if license.state != LicenseState::WaitingAddress {
                let data = serde_json::json!({ "until": date, "words": verdict.words() });
                context.happened(&mut tx, "license.waits_for_address", Some(license.id), data).await?;
            }
            Ok(Stop::new(Note::AddressChangeNotBefore { date }, Until::Day(date)).with(tx).end())
        }
    }
}

/// Empties its marker, reads it for the last time, and puts it into the pool.
pub(in crate::operations) async fn free_marker(context: &mut Context) -> StepResult {
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
    if let Some(row) = row {
        let shown = found::record(context, &mut tx, &license, license_server::card(row)?).await?;
        learn(&mut tx, &license, &server, shown.last_ip_change).await?;
    }
    licenses::end_service(&mut tx, license.id, LicenseState::Free, server.today).await?;
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
