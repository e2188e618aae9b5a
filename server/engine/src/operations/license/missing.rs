//! Is a license really gone? One "no such object" does not prove it.

use billmanager::LicenseList;
use domain::operation::Note;
use domain::{ModuleId, ModuleKind, RemoteId, RemoteStatus};
use store::Tx;
use store::licenses::{self, Card, License};
use store::products::Product;

use crate::operations::end::{Stop, Until};
use crate::operations::{Context, StepError};
use crate::remotes::license_server::{self, LicenseServer};

/// The license server's word for a missing license is also its word for a function that it cannot find just now
/// (`docs/protocols/billmanager.md §1.5`), so its list decides: gone is what a complete, non-empty list leaves out or
/// shows as deleted. Anything else is tried again later.
pub(super) async fn confirm_missing(
    context: &mut Context,
    server: &LicenseServer,
    product: &Product,
    id: &RemoteId,
) -> Result<(), StepError> {
    let prefix = license_server::prefix(product)?;
    let list = context.ask(&server.remote, server.client.licenses(&prefix)).await?;
    let row = list.rows.iter().find(|row| license_server::remote_id(row.id) == *id);
    let is_deleted = row.is_none_or(|row| row.status == billmanager::LicenseStatus::Deleted);
    if list.is_complete() && !list.rows.is_empty() && is_deleted {
        return Ok(());
    }
    let words = format!("it does not find license {id}, and does not list it as deleted either");
    let note = Note::RemoteFault { system: ModuleKind::Billmanager, words };
    Err(Stop::new(note, Until::Retry).into())
}

/// Stops at a list that may not be believed where something is missing in it.
pub(super) async fn usable(
    context: &Context,
    module: ModuleId,
    product: &Product,
    list: &LicenseList,
) -> Result<(), StepError> {
    if license_server::came_whole(context.engine().db(), module, product, list).await? {
        return Ok(());
    }
    let words = license_server::NOT_WHOLE.to_owned();
    Err(Stop::new(Note::RemoteFault { system: ModuleKind::Billmanager, words }, Until::Retry).into())
}

/// Keeps that it is gone: the rule that covers paid terms replaces a license that serves a service.
pub(super) async fn record_deleted(context: &Context, tx: &mut Tx, license: &License) -> store::Result<()> {
    let card = Card { status: RemoteStatus::Deleted, ..license.card.clone() };
    licenses::card::record(tx, license.id, &license.remote_id, &card, context.now_ms()).await
}
