//! Step: wait for the license's key, and keep it sealed.

use domain::operation::Note;
use domain::retry::Schedule;
use domain::{Date, OperationKind, RemoteStatus};
use secrecy::ExposeSecret;
use store::licenses::{self, Card, License};
use store::{products, purchases};

use super::data::{Data, fingerprint};
use super::missing::{confirm_missing, record_deleted};
use super::{found, renew};
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::provision_service::{CHOOSE, deliver_without_panel};
use crate::operations::{Context, End, StepResult};
use crate::remotes::Verdict;
use crate::remotes::calls::CallFailure;
use crate::remotes::license_server;

/// So many looks come before a state that an order or a change passes through is taken for one that lasts.
const LEAST_LOOKS: i64 = 5;

/// So many looks at a license without a key (some hour) come before a person is asked to have one made.
const KEY_LOOKS: i64 = 720;

/// The key is made some time after the order or the change (`docs/protocols/billmanager.md §2.3`).
pub(in crate::operations) async fn await_key(context: &mut Context, next: &'static str) -> StepResult {
    let license =
        licenses::of_service(context.engine().db(), context.service.id).await?.ok_or(Error::NotFound)?;
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    let prefix = license_server::prefix(&product)?;
    let id = license_server::license_id(&license.remote_id)?;
    let card = match context.ask(&server.remote, server.client.card(&prefix, id)).await {
        Ok(card) => Some(card),
        Err(CallFailure::Remote(error)) if matches!(Verdict::from(&error), Verdict::Missing(_)) => None,
        Err(failure) => return Err(failure.into()),
    };
    let shown = card.as_ref().map(|card| license_server::card(&card.license)).transpose()?;
    let (Some(card), Some(shown)) = (card, shown.filter(|shown| shown.status != RemoteStatus::Deleted))
    else {
        confirm_missing(context, &server, &product, &license.remote_id).await?;
        return deleted(context, &license, next).await;
    };
    let data: Data = context.data()?;
    let claimed = data.claim.as_ref().filter(|claim| claim.new_key).and_then(|claim| claim.old_key.clone());
    let old_key = claimed.or(data.old_key);
    let key = card.key.as_ref().filter(|key| Some(fingerprint(key.expose_secret())) != old_key);

    let mut tx = context.begin().await?;
    let shown = found::record(context, &mut tx, &license, shown).await?;
    if Some(shown.address) != context.service.address {
        let note = Note::NotAsConfirmed { license: license.remote_id.clone() };
        return Ok(Stop::new(note, Until::Mended).with(tx).end());
    }
    if shown.status == RemoteStatus::Ordered && is_unpaid(context) {
        let note = Note::NotPaidThere { license: license.remote_id.clone() };
        let until = Until::LookAgain(Schedule::WAITING_FOR_FUNDS);
        return Ok(Stop::new(note, until).with(tx).end());
    }
    let Some(key) = key.filter(|_| shown.status == RemoteStatus::Active) else {
        return Ok(no_key_yet(context, &license, &shown, server.today).with(tx).end());
    };
    found::record_key(context, &mut tx, license.id, key).await?;
    context.happened(&mut tx, "license.key_received", Some(license.id), serde_json::Value::Null).await?;
    Ok(End::Next { tx, step: next })
}

/// An order is in work for a moment; one that stays ordered waits behind a bill
/// (`docs/protocols/billmanager.md §1.5`).
fn is_unpaid(context: &Context) -> bool {
    let is_known = matches!(context.operation.note, Some(Note::NotPaidThere { .. }));
    is_known || context.operation.failures >= LEAST_LOOKS
}

/// It is looked for again, until looking alone does not help any more: a license that is stopped gets no key, and one
/// that has none after an hour gets none by itself.
pub(super) fn no_key_yet(context: &Context, license: &License, shown: &Card, today: Date) -> Stop {
    let is_waiting = matches!(context.operation.note, Some(Note::KeyBeingMade));
    let looks = if is_waiting { context.operation.failures } else { 0 };
    let license = license.remote_id.clone();
    if shown.status == RemoteStatus::Suspended && looks >= LEAST_LOOKS {
        let expired_on = shown.expires_on.filter(|on| *on <= today);
        return Stop::new(Note::LicenseStopped { license, expired_on }, Until::Mended);
    }
    if looks >= KEY_LOOKS {
        return Stop::new(Note::KeyNotMade { license }, Until::Mended);
    }
    Stop::new(Note::KeyBeingMade, Until::LookAgain(Schedule::REMOTE_TASK))
}

/// Its key comes no more. A resumption or a swap that has not bought yet looks for another one, since the server waits
/// for it, or the license that stands aside does; whatever else goes on goes on with the one that is gone, which the
/// rule that covers paid terms replaces by an operation that may buy: each operation buys once.
async fn deleted(context: &mut Context, license: &License, next: &'static str) -> StepResult {
    let has_bought = purchases::live(context.engine().db(), context.operation.id).await?.is_some();
    let data: Data = context.data()?;
    let has_aside = data.change.as_ref().is_some_and(|change| change.aside.is_some());
    let is_waited_for = !has_bought && (has_aside || context.operation.kind == OperationKind::ResumeService);
    let mut tx = context.begin().await?;
    match context.operation.kind {
        OperationKind::ResumeService | OperationKind::ChangePanel if is_waited_for => {
            if data.claim.is_some() {
                context.set_data(&data.without_claim())?;
            }
            renew::to_replace(context, &mut tx, license, context.today()).await?;
            Ok(End::Next { tx, step: CHOOSE })
        }
        OperationKind::ResumeService | OperationKind::ChangePanel => {
            record_deleted(context, &mut tx, license).await?;
            Ok(End::Next { tx, step: next })
        }
        _ => {
            record_deleted(context, &mut tx, license).await?;
            deliver_without_panel(context, &mut tx).await?;
            Ok(End::Finish { tx })
        }
    }
}
