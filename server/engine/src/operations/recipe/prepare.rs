//! Step: see whether the recipe may run, and which tasks VMmanager has before it does.

use domain::PanelInstall;
use domain::operation::Note;
use store::services;

use super::{Data, Steps, failed, set_data};
use crate::operations::{Context, End, StepResult};
use crate::remotes::calls::CallFailure;

/// Goes on to send the recipe. A person who lets a failed one go on wants it run again.
pub(in crate::operations) async fn prepare(context: &mut Context, steps: &Steps) -> StepResult {
    if context.service.install.run.is_none() || !context.service.install.state.is_open() {
        return Ok(End::Finish { tx: context.begin().await? });
    }
    let server = context.vm_server().await?;
    if !server.settings.use_recipes {
        return failed(context, Note::RecipesOff, steps).await;
    }
    // Without the list a recipe can run all the same; only a lost answer is then a person's to decide.
    let tasks_before = match context.ask(&server.remote, server.client.tasks()).await {
        Ok(tasks) => Some(tasks.iter().map(|task| task.id).max().unwrap_or_default()),
        Err(CallFailure::Remote(_)) => None,
        Err(failure) => return Err(failure.into()),
    };
    set_data(context, Data { tasks_before, ..Data::default() })?;
    let mut tx = context.begin().await?;
    services::set_install(&mut tx, context.service.id, PanelInstall::Waiting).await?;
    Ok(End::Next { tx, step: steps.run })
}
