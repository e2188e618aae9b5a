//! Licenses that the license server shows: kept up to date, taken over, or recognised as ours.

use billmanager::{LicenseRow, LicenseStatus};
use domain::pool::LastChange;
use domain::{Date, IpAddress, LicenseId, LicenseState, ModuleId, Period, RemoteId, RemoteStatus};
use secrecy::ExposeSecret;
use store::Tx;
use store::licenses::{self, Acquired, Card, License, NewLicense};
use store::products::Product;
use store::purchases::{self, Purchase};

use super::data::fingerprint;
use crate::operations::{Context, StepError};
use crate::remotes::license_server::{self, LicenseServer};
use crate::{Error, Result};

/// The column that a license's key is sealed for.
pub(crate) const KEY_COLUMN: &str = store::sealed::LICENSE_KEY_COLUMN;

/// Brings what we keep of the listed licenses up to date; rows that we cannot read stay as they are.
pub(super) async fn refresh(
    context: &Context,
    tx: &mut Tx,
    module: ModuleId,
    rows: &[LicenseRow],
) -> Result<()> {
    for license in licenses::pool::of_server(&mut *tx, module).await? {
        let row = rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
        if let Some(card) = row.and_then(|row| license_server::card(row).ok()) {
            record(context, tx, &license, card).await?;
        }
    }
    Ok(())
}

/// Keeps what a card shows; what it leaves out stays as it was.
pub(super) async fn record(
    context: &Context,
    tx: &mut Tx,
    license: &License,
    card: Card,
) -> store::Result<Card> {
    let card = merged(card, &license.card);
    licenses::card::record(tx, license.id, &license.remote_id, &card, context.now_ms()).await?;
    Ok(card)
}

/// A list shows dates that a card leaves out (`docs/protocols/billmanager.md §2.4`): absent is not new knowledge.
pub(crate) fn merged(card: Card, kept: &Card) -> Card {
    let or_kept = |change, kept| if change == LastChange::Unknown { kept } else { change };
    Card {
        last_ip_change: or_kept(card.last_ip_change, kept.last_ip_change),
        last_key_change: or_kept(card.last_key_change, kept.last_key_change),
        expires_on: card.expires_on.or(kept.expires_on),
        auto_renewal: card.auto_renewal.or(kept.auto_renewal),
        status: if card.status == RemoteStatus::Unknown { kept.status } else { card.status },
        ..card
    }
}

/// Keeps a license's key; says its digest.
pub(super) async fn record_key(
    context: &Context,
    tx: &mut Tx,
    license: LicenseId,
    key: &secrecy::SecretString,
) -> Result<String> {
    let digest = fingerprint(key.expose_secret());
    let sealed = context.engine().keyring().seal(KEY_COLUMN, key)?;
    licenses::card::record_key(tx, license, &sealed, &digest).await?;
    Ok(digest)
}

/// Takes over a license of the same product that sits on our server's address and that we never knew: the address
/// is ours alone, so the license is for whoever has it.
pub(super) async fn import_on_address(
    context: &Context,
    tx: &mut Tx,
    server: &LicenseServer,
    product: &Product,
    address: IpAddress,
    rows: &[LicenseRow],
) -> std::result::Result<(), StepError> {
    let module = server.remote.module_id;
    for row in rows {
        let Ok(card) = license_server::card(row) else { continue };
        let plan = row.plan_code.as_deref().and_then(|code| code.parse().ok());
        let Some(plan) = plan.filter(|plan| product.plan_codes.contains(plan)) else { continue };
        let id = license_server::remote_id(row.id);
        let usable = is_importable(row, server.today);
        if card.address != address || !usable || licenses::find_remote(&mut *tx, module, &id).await?.is_some()
        {
            continue;
        }
        let new = NewLicense {
            module_id: module,
            remote_id: &id,
            product_id: product.id,
            plan_code: &plan,
            service_id: context.service.id,
            acquired: Acquired::Import,
            card: &card,
        };
        let license = licenses::insert(&mut *tx, &new, context.now_ms()).await?;
        let service = context.service.id;
        licenses::end_service(&mut *tx, license, service, LicenseState::WaitingAddress, server.today).await?;
        let data = serde_json::json!({ "remote_id": id, "address": address });
        context.happened(&mut *tx, "license.imported", Some(license), data).await?;
    }
    Ok(())
}

/// Whether a license that we never knew could be used.
pub(super) fn is_importable(row: &LicenseRow, today: Date) -> bool {
    license_server::card(row).is_ok_and(|card| {
        matches!(card.status, RemoteStatus::Active | RemoteStatus::Suspended)
            && card.auto_renewal == Some(false)
            && card.expires_on.is_some_and(|on| on > today)
            && row.period != Some(Period::TRIAL.code())
    })
}

/// A license that bears the marker of a purchase for this service which was taken for not made: it arrived late, and
/// is ours. It serves the service, instead of a second one being bought.
pub(super) async fn late_arrival(
    context: &Context,
    tx: &mut Tx,
    module: ModuleId,
    product: &Product,
    rows: &[LicenseRow],
) -> Result<bool> {
    let markers = purchases::unfulfilled_markers(&mut *tx, context.service.id).await?;
    for row in rows.iter().filter(|row| row.status != LicenseStatus::Deleted) {
        let is_ours = row.remoteid.as_ref().is_some_and(|marker| markers.contains(marker));
        let id = license_server::remote_id(row.id);
        let plan = row.plan_code.as_deref().and_then(|code| code.parse().ok());
        // What was bought for another panel of the service is not what it needs now.
        let is_product = |plan: &domain::PlanCode| product.plan_codes.contains(plan);
        let Some(plan) = plan.filter(is_product).filter(|_| is_ours) else { continue };
        if licenses::find_remote(&mut *tx, module, &id).await?.is_some() {
            continue;
        }
        let new = NewLicense {
            module_id: module,
            remote_id: &id,
            product_id: product.id,
            plan_code: &plan,
            service_id: context.service.id,
            acquired: Acquired::Adoption,
            card: &license_server::card(row)?,
        };
        let license = licenses::insert(&mut *tx, &new, context.now_ms()).await?;
        if let Some(marker) = &row.remoteid {
            purchases::arrived_late(&mut *tx, marker, license).await?;
        }
        let data = serde_json::json!({ "remote_id": id });
        context.happened(&mut *tx, "license.arrived_late", Some(license), data).await?;
        return Ok(true);
    }
    Ok(false)
}

/// A license of the product that is on the address and could not be taken: nothing may be bought beside it.
pub(super) fn occupant(product: &Product, address: IpAddress, rows: &[LicenseRow]) -> Option<RemoteId> {
    let is_product = |row: &&LicenseRow| {
        let plan = row.plan_code.as_deref().and_then(|code| code.parse().ok());
        plan.is_some_and(|plan| product.plan_codes.contains(&plan))
    };
    rows.iter()
        .filter(|row| row.status != LicenseStatus::Deleted)
        .filter(is_product)
        .find(|row| row.ip.as_deref().and_then(|ip| IpAddress::parse(ip).ok()) == Some(address))
        .map(|row| license_server::remote_id(row.id))
}

/// Makes a bought license ours, in the commit that says that it was bought.
pub(super) async fn bought(
    context: &Context,
    tx: &mut Tx,
    purchase: &Purchase,
    remote_id: &RemoteId,
    row: Option<&LicenseRow>,
    acquired: Acquired,
    by: Option<domain::UserId>,
) -> Result<LicenseId> {
    let license = keep_bought(context.engine(), tx, purchase, remote_id, row, acquired, by).await?;
    let kind = if acquired == Acquired::Purchase { "license.bought" } else { "license.adopted" };
    let data = serde_json::json!({
        "remote_id": remote_id, "plan": purchase.plan_code, "choice": purchase.period_choice,
        "expected_e4": purchase.expected_cost_e4, "currency": purchase.currency,
    });
    context.happened(tx, kind, Some(license), data).await?;
    Ok(license)
}

/// The rows of a bought license, for the operation itself or for a person's decision.
pub(crate) async fn keep_bought(
    engine: &crate::Engine,
    tx: &mut Tx,
    purchase: &Purchase,
    remote_id: &RemoteId,
    row: Option<&LicenseRow>,
    acquired: Acquired,
    by: Option<domain::UserId>,
) -> Result<LicenseId> {
    let card = match row {
        Some(row) => license_server::card(row)?,
        None => Card {
            name: purchase.license_name.clone(),
            address: purchase.address,
            status: RemoteStatus::Ordered,
            expires_on: None,
            last_ip_change: LastChange::Unknown,
            last_key_change: LastChange::Unknown,
            auto_renewal: Some(false),
        },
    };
    let new = NewLicense {
        module_id: purchase.module_id,
        remote_id,
        product_id: purchase.product_id,
        plan_code: &purchase.plan_code,
        service_id: purchase.service_id,
        acquired,
        card: &card,
    };
    let license = licenses::insert(&mut *tx, &new, engine.clock().now_ms()).await?;
    purchases::bought(&mut *tx, purchase.id, license, by).await?;
    Ok(license)
}

/// A license that must be there.
pub(super) async fn license(context: &Context, id: LicenseId) -> Result<License> {
    licenses::find(context.engine().db(), id).await?.ok_or(Error::NotFound)
}
