//! Step: wait until VMmanager has run the recipe.

use std::time::Duration;

use domain::PanelInstall;
use domain::operation::Note;
use domain::retry::Schedule;
use secrecy::ExposeSecret;
use store::services;
use vmmanager::TaskState;

use super::{Steps, data, failed, key};
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};

/// The longest that a recipe takes (`docs/protocols/vmmanager.md §2.9`).
const LONGEST: Duration = Duration::from_secs(3 * 60 * 60);

/// Looks at the task by its consul id alone: the name of a recipe's task is not known.
pub(in crate::operations) async fn wait(context: &mut Context, steps: &Steps) -> StepResult {
    let Some(task) = context.service.install.task.clone() else {
        return Ok(End::Next { tx: context.begin().await?, step: steps.seek });
    };
    let task = task.as_str().parse().map_err(Error::setup)?;
    let server = context.vm_server().await?;
    let state = context.ask(&server.remote, server.client.task(task, None)).await?;
    let since_ms = data(context)?.waits_since_ms.unwrap_or_else(|| context.now_ms());
    match state {
        TaskState::Complete => {
            let mut tx = context.begin().await?;
            services::set_install(&mut tx, context.service.id, PanelInstall::Installed).await?;
            let data = serde_json::json!({ "panel": context.service.panel_name });
            context.happened(&mut tx, "panel.installed", None, data).await?;
            Ok(End::Finish { tx })
        }
        TaskState::Failed { words } => {
            let mut words = words.unwrap_or_default();
            // What a script says may repeat what it was started with.
            if let Some(key) = key(context).await? {
                words = words.replace(key.expose_secret(), "***");
            }
            let note = Note::RecipeFailed { words };
            failed(context, note, steps).await
        }
        // It may still come to its end, and must not run twice at once: it is looked at again, not sent again.
        TaskState::NotListedYet | TaskState::Running { .. }
            if context.now_ms() > since_ms + context.scheduled_ms(LONGEST) =>
        {
            Ok(Stop::new(Note::RecipeTooLong, Until::Mended).end())
        }
        TaskState::NotListedYet | TaskState::Running { .. } => {
            Ok(Stop::new(Note::RecipeRunning, Until::LookAgain(Schedule::RECIPE)).end())
        }
    }
}
