//! Step: wait until VMmanager has made the server.

use domain::operation::Note;
use domain::retry::Schedule;
use vmmanager::{HostState, TaskName, TaskState};

use super::number;
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};

/// Looks at the task, or at the server itself where the task's id is not known.
pub(in crate::operations) async fn await_server(
    context: &mut Context,
    next: &'static str,
    create: &'static str,
) -> StepResult {
    let server = context.vm_server().await?;
    let host = context.service.vm_id.as_ref().map(number).transpose()?.ok_or(Error::NotFound)?;
    let task: Option<u64> = context.service.vm_task.as_ref().map(number).transpose()?;
    let made = match task {
        Some(task) => {
            let state =
                context.ask(&server.remote, server.client.task(task, Some(TaskName::HostCreate))).await?;
            made_by_task(&state)
        }
        None => {
            let host = context.ask(&server.remote, server.client.host(host)).await?;
            Ok(host.is_some_and(|host| host.state != HostState::Creating))
        }
    };
    match made {
        Ok(true) => Ok(End::Next { tx: context.begin().await?, step: next }),
        Ok(false) => Ok(Stop::new(Note::ServerBeingMade, Until::LookAgain(Schedule::REMOTE_TASK)).end()),
        // When a person lets it go on, what is there by then decides.
        Err(note) => Ok(Stop::new(note, Until::Mended).at(create).end()),
    }
}

/// Not listed yet is not a failure (`docs/protocols/vmmanager.md §2.4`).
fn made_by_task(state: &TaskState) -> Result<bool, Note> {
    match state {
        TaskState::Complete => Ok(true),
        TaskState::NotListedYet | TaskState::Running { .. } => Ok(false),
        TaskState::Failed { .. } => Err(Note::ServerTaskFailed),
    }
}
