//! Steps: a new key for the license that serves a service.

use billmanager::{LicenseCard, LicenseEdit, LicenseStatus};
use domain::pool::{LastChange, NextChange, next_change};
use domain::{LicenseState, ServiceState};
use secrecy::ExposeSecret;
use store::licenses::{self, License};
use store::products::{self, Product};

use super::apply::{Applied, Change, apply};
use super::data::{Data, fingerprint};
use super::found;
use super::missing::{record_deleted, usable};
use crate::Error;
use crate::operations::end::Stop;
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::license_server::{self, LicenseServer};

async fn attached(context: &Context) -> Result<Option<License>, StepError> {
    let license = licenses::of_service(context.engine().db(), context.service.id).await?;
    Ok(license.filter(|license| {
        license.state == LicenseState::Attached && context.service.state == ServiceState::Active
    }))
}

/// Reads when the key was changed last, and the key that is to be replaced. One that may not be changed yet stays.
pub(in crate::operations) async fn look_at_key(
    context: &mut Context,
    edit: &'static str,
    wait: &'static str,
) -> StepResult {
    let Some(license) = attached(context).await? else {
        return Ok(End::Finish { tx: context.begin().await? });
    };
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    let prefix = license_server::prefix(&product)?;
    // The list, not the card: it alone shows when the key was changed (`docs/protocols/billmanager.md §2.4`).
    let list = context.ask(&server.remote, server.client.licenses(&prefix)).await?;
    usable(context, license.module_id, &product, &list).await?;
    let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let Some(row) = row.filter(|row| row.status != LicenseStatus::Deleted) else {
        return gone(context, &license).await;
    };
    let shown = license_server::card(row)?;
    let rule = server.settings.claim_rules.key_change;
    if let NextChange::NotBefore(date) = next_change(shown.last_key_change, rule, server.today) {
        let mut tx = context.begin().await?;
        found::record(context, &mut tx, &license, shown).await?;
        let data = serde_json::json!({ "until": date });
        context.happened(&mut tx, "license.key_too_soon", Some(license.id), data).await?;
        return Ok(End::Finish { tx });
    }
    let id = license_server::license_id(&license.remote_id)?;
    let card = context.ask(&server.remote, server.client.card(&prefix, id)).await?;
    let old_key = card.key.as_ref().map(|key| fingerprint(key.expose_secret()));
    // A license without a key has one that is being made: that will be new.
    let next = if old_key.is_some() { edit } else { wait };
    let mut tx = context.begin().await?;
    found::record(context, &mut tx, &license, shown).await?;
    let data: Data = context.data()?;
    context.set_data(&Data { old_key, ..data })?;
    Ok(End::Next { tx, step: next })
}

/// A license that is no longer there has no key to change; the rule that covers paid terms replaces it.
async fn gone(context: &Context, license: &License) -> StepResult {
    let mut tx = context.begin().await?;
    record_deleted(context, &mut tx, license).await?;
    Ok(End::Finish { tx })
}

/// Has the key made. From here on the old one is not shown to anybody any more.
pub(in crate::operations) async fn new_key(context: &mut Context, next: &'static str) -> StepResult {
    let Some(license) = attached(context).await? else {
        return Ok(End::Finish { tx: context.begin().await? });
    };
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    let old = context.data::<Data>()?.old_key;
    // A key that is being made shows as no key.
    let is_made = move |card: &LicenseCard| {
        let shown = card.key.as_ref().map(|key| fingerprint(key.expose_secret()));
        shown != old
    };
    let edit = Change::Edit(LicenseEdit::NewKey);
    match apply(context, &server, &product, &license.remote_id, edit, is_made).await? {
        Applied::Done => asked_for(context, &license, next).await,
        Applied::Missing => gone(context, &license).await,
        // A card may go on showing the old key until the new one is there: then the day of the last change tells.
        Applied::Refused(_) if is_later(context, &server, &product, &license).await? => {
            asked_for(context, &license, next).await
        }
        Applied::Refused(verdict) => Ok(Stop::from(verdict).end()),
    }
}

async fn asked_for(context: &Context, license: &License, next: &'static str) -> StepResult {
    let mut tx = context.begin().await?;
    licenses::card::forget_key(&mut tx, license.id).await?;
    context.happened(&mut tx, "license.key_asked_for", Some(license.id), serde_json::Value::Null).await?;
    Ok(End::Next { tx, step: next })
}

/// Whether the list shows a change of key that was not there when the operation began.
async fn is_later(
    context: &mut Context,
    server: &LicenseServer,
    product: &Product,
    license: &License,
) -> Result<bool, StepError> {
    let prefix = license_server::prefix(product)?;
    let list = context.ask(&server.remote, server.client.licenses(&prefix)).await?;
    let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let shown = row.map(license_server::card).transpose()?.map(|card| card.last_key_change);
    Ok(shown.is_some_and(|shown| shown != LastChange::Unknown && shown != license.card.last_key_change))
}

/// The new key is there.
pub(in crate::operations) async fn key_changed(context: &mut Context) -> StepResult {
    let license = attached(context).await?;
    let mut tx = context.begin().await?;
    if let Some(license) = license {
        let data = serde_json::Value::Null;
        context.happened(&mut tx, "license.key_changed", Some(license.id), data).await?;
    }
    Ok(End::Finish { tx })
}
