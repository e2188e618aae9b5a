//! Step: wait for the license's key, and keep it sealed.

use domain::RemoteStatus;
use domain::operation::Note;
use domain::retry::Schedule;
use secrecy::ExposeSecret;
use store::{licenses, products};

use super::data::{Data, fingerprint};
use super::found;
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};
use crate::remotes::license_server;

/// So many looks at a license that is only ordered come before it is taken for unpaid.
const LEAST_LOOKS: i64 = 5;

/// The key is made some time after the order or the change (`docs/protocols/billmanager.md §2.3`).
pub(in crate::operations) async fn await_key(context: &mut Context, next: &'static str) -> StepResult {
    let license =
        licenses::of_service(context.engine().db(), context.service.id).await?.ok_or(Error::NotFound)?;
    let product = products::find(context.engine().db(), license.product_id).await?.ok_or(Error::NotFound)?;
    let server = context.license_server(license.module_id).await?;
    let prefix = license_server::prefix(&product)?;
    let id = license_server::license_id(&license.remote_id)?;
    let card = context.ask(&server.remote, server.client.card(&prefix, id)).await?;
    let data: Data = context.data()?;
    let claimed = data.claim.as_ref().filter(|claim| claim.new_key).and_then(|claim| claim.old_key.clone());
    let old_key = claimed.or(data.old_key);
    let key = card.key.as_ref().filter(|key| Some(fingerprint(key.expose_secret())) != old_key);

    let mut tx = context.begin().await?;
    let shown = found::record(context, &mut tx, &license, license_server::card(&card.license)?).await?;
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
        return Ok(Stop::new(Note::KeyBeingMade, Until::LookAgain(Schedule::REMOTE_TASK)).with(tx).end());
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
