//! Step: make sure that the server is still there.

use domain::operation::Note;
use domain::{IpAddress, ServiceState};

use store::services::addresses::Shown;
use store::{Tx, services};

use super::number;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};

/// Goes on while VMmanager lists the server, by its id or by its name; for one that is gone a person decides. A
/// service that is no longer in this state needs nothing.
pub(in crate::operations) async fn confirm_server(
    context: &mut Context,
    state: ServiceState,
    next: &'static str,
) -> StepResult {
    if context.service.state != state {
        return Ok(End::Finish { tx: context.begin().await? });
    }
    let server = context.vm_server().await?;
    let known = match context.service.vm_id.clone() {
        Some(id) => context.ask(&server.remote, server.client.host(number(&id)?)).await?,
        None => None,
    };
    let shown: Vec<IpAddress> = known
        .iter()
        .flat_map(|host| &host.ipv4)
        .filter_map(|ip| IpAddress::parse(&ip.to_string()).ok())
        .collect();
    if known.is_none() {
        let marker = context.service.vm_marker.clone();
        let named = context.ask(&server.remote, server.client.hosts_named(&marker)).await?;
        if named.is_empty() {
            return Ok(Stop::new(Note::ServerGone, Until::Mended).end());
        }
    }
    let mut tx = context.begin().await?;
    note_address(context, &mut tx, &shown).await?;
    Ok(End::Next { tx, step: next })
}

/// Notes once that a person gave the server another address. It is followed when staff say so, never by itself.
async fn note_address(context: &Context, tx: &mut Tx, shown: &[IpAddress]) -> store::Result<()> {
    let (id, Some(known)) = (context.service.id, context.service.address) else { return Ok(()) };
    let before = services::addresses::shown(&mut *tx, id).await?;
    let before = before.as_ref().and_then(Shown::main);
    if shown.is_empty() {
        return Ok(());
    }
    if shown.contains(&known) {
        if before.is_some_and(|before| before != known) {
            // It has the address again.
            services::addresses::set_shown(tx, id, &[known], context.now_ms()).await?;
        }
        return Ok(());
    }
    if before.is_some_and(|before| shown.contains(&before)) {
        return Ok(());
    }
    services::addresses::set_shown(&mut *tx, id, shown, context.now_ms()).await?;
    let data = serde_json::json!({ "known": known, "shown": shown.first() });
    context.happened(tx, "server.address_differs", None, data).await
}
