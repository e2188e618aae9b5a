//! Step: send the recipe, once.

use std::time::Duration;

use domain::recipe::Placeholders;
use domain::{PanelInstall, RemoteId};
use secrecy::{ExposeSecret, SecretString};
use store::services;
use store::tariffs::recipes::Run;
use vmmanager::{Certainty, RunRecipe};

use super::{Data, Steps, data, failed, key, running, set_data};
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};
use crate::remotes::calls::{CallFailure, millis};
use crate::remotes::vm_server;
use crate::{Error, Result};

/// How long a recipe whose sending got no clear answer may take to show its task.
const SETTLE: Duration = Duration::from_secs(60);

/// Commits that it is sent, sends it, and keeps its task. Found sent at the start, it never sends again.
pub(in crate::operations) async fn run(context: &mut Context, steps: &Steps) -> StepResult {
    let Some(run) = context.service.install.run.clone() else {
        return Ok(End::Finish { tx: context.begin().await? });
    };
    if context.service.install.state == PanelInstall::Running {
        // Should a process have died over the call, it may still run for as long as a call may.
        let longest = millis(context.engine().settings().remote_timeout);
        return seek(context, longest, steps).await;
    }
    let server = context.vm_server().await?;
    let host = context.service.vm_id.as_ref().map(number).transpose()?.ok_or(Error::NotFound)?;
    let request = request(context, &run).await?;
    let mut tx = context.begin().await?;
    services::set_recipe_sent(&mut tx, context.service.id, None).await?;
    tx.commit().await?;
    let error = match context.ask(&server.remote, server.client.run_recipe(host, &request)).await {
        Ok(started) => {
            return match started.recipe_tasks.first().copied().or(started.task) {
                Some(task) => running(context, task, steps).await,
                None => seek(context, 0, steps).await,
            };
        }
        Err(CallFailure::Remote(error)) => error,
        Err(failure) => return Err(failure.into()),
    };
    match error.certainty() {
        Certainty::Unknown => seek(context, 0, steps).await,
        Certainty::Refused if !vm_server::may_pass(&error) => {
            failed(context, vm_server::note(&error), steps).await
        }
        Certainty::Refused | Certainty::Unsent => {
            let mut tx = context.begin().await?;
            services::set_install(&mut tx, context.service.id, PanelInstall::Waiting).await?;
            Ok(Stop::new(vm_server::note(&error), Until::Retry).at(steps.prepare).with(tx).end())
        }
    }
}

/// The recipe with its parameters on this server.
async fn request(context: &Context, run: &Run) -> Result<RunRecipe> {
    let service = &context.service;
    let key = key(context).await?;
    if key.is_none() && run.params.needs_license_key() {
        return Err(Error::NotFound);
    }
    let address = service.address.ok_or(Error::NotFound)?.to_string();
    let filled = run.params.filled(&Placeholders {
        license_key: key.as_ref().map(ExposeSecret::expose_secret).unwrap_or_default(),
        address: &address,
        host_name: service.host_name.as_str(),
    });
    let params = filled.into_iter().map(|(name, value)| (name, SecretString::from(value)));
    Ok(RunRecipe { recipe: number(&run.recipe_id)?, params: params.collect() })
}

fn number(id: &RemoteId) -> Result<u64> {
    id.as_str().parse().map_err(Error::setup)
}

/// From here on its task is looked for, for the settle time after the call has ended.
async fn seek(context: &mut Context, ends_in_ms: i64, steps: &Steps) -> StepResult {
    let sought_until_ms = context.now_ms() + ends_in_ms + context.scheduled_ms(SETTLE);
    let kept = data(context)?;
    set_data(context, Data { sought_until_ms, ..kept })?;
    Ok(End::Next { tx: context.begin().await?, step: steps.seek })
}
