//! Step: make sure that the server is still there.

use domain::ServiceState;
use domain::operation::Note;

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
    if known.is_none() {
        let marker = context.service.vm_marker.clone();
        let named = context.ask(&server.remote, server.client.hosts_named(&marker)).await?;
        if named.is_empty() {
            return Ok(Stop::new(Note::ServerGone, Until::Mended).end());
        }
    }
    Ok(End::Next { tx: context.begin().await?, step: next })
}
