//! Step: look for the task of a recipe whose sending got no clear answer.

use domain::PanelInstall;
use domain::operation::Note;
use domain::retry::Schedule;
use store::services;

use super::{Steps, data, failed, running};
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};

/// A task may not be listed at first (`docs/protocols/vmmanager.md §2.4`): however late it is, so many looks without
/// one come before it is taken for not started.
const LEAST_LOOKS: i64 = 5;

/// Takes the only task over that is new, nobody's and not another act's, while no other recipe looks for its own. No
/// such task until the settle time: it was not started, and is sent again. Anything else is for a person.
pub(in crate::operations) async fn seek(context: &mut Context, steps: &Steps) -> StepResult {
    let kept = data(context)?;
    let Some(before) = kept.tasks_before else {
        return failed(context, Note::RecipeUndecided, steps).await;
    };
    let server = context.vm_server().await?;
    let tasks = context.ask(&server.remote, server.client.tasks()).await?;
    let (module, id) = (context.service.vm_module_id, context.service.id);
    let (taken, in_doubt) = services::other_recipes(context.engine().db(), module, id).await?;
    let is_ours = |consul_id: u64| !taken.iter().any(|task| task.as_str() == consul_id.to_string());
    let mut found: Vec<u64> = tasks
        .iter()
        .filter(|task| task.id > before && task.may_be_a_recipe() && is_ours(task.consul_id))
        .map(|task| task.consul_id)
        .collect();
    found.sort_unstable();
    found.dedup();
    let has_looked_enough = context.operation.failures >= LEAST_LOOKS;
    let may_still_come = context.now_ms() < kept.sought_until_ms || !has_looked_enough;
    match found.as_slice() {
        [task] if in_doubt == 0 => running(context, *task, steps).await,
        [] if !may_still_come => {
            let mut tx = context.begin().await?;
            services::set_install(&mut tx, id, PanelInstall::Waiting).await?;
            Ok(End::Next { tx, step: steps.prepare })
        }
        [] | [_] if may_still_come => {
            Ok(Stop::new(Note::RecipeSought, Until::LookAgain(Schedule::LOOK_UP)).end())
        }
        _ => failed(context, Note::RecipeUndecided, steps).await,
    }
}
