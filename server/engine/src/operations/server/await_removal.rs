//! Step: wait until the server is gone.

use domain::operation::Note;
use domain::retry::Schedule;
use store::services;

use super::number;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};

/// Goes on when VMmanager lists the server no longer; then the service is deleted, and what is left to do concerns
/// its license only.
pub(in crate::operations) async fn await_removal(context: &mut Context, next: &'static str) -> StepResult {
    if let Some(id) = context.service.vm_id.clone() {
        let server = context.vm_server().await?;
        if context.ask(&server.remote, server.client.host(number(&id)?)).await?.is_some() {
            return Ok(Stop::new(Note::ServerBeingRemoved, Until::LookAgain(Schedule::REMOTE_TASK)).end());
        }
    }
    let mut tx = context.begin().await?;
    services::set_deleted(&mut tx, context.service.id, context.now_ms()).await?;
    context.happened(&mut tx, "server.removed", None, serde_json::Value::Null).await?;
    Ok(End::Next { tx, step: next })
}
