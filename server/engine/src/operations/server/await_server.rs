//! Step: wait until VMmanager has made the server.

use std::time::Duration;

use domain::operation::Note;
use domain::retry::Schedule;
use vmmanager::{HostState, TaskName, TaskState};

use super::data::Data;
use super::look::half_made;
use super::number;
use crate::Error;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};

/// How long VMmanager may make a server. The first of a system waits for its image (`docs/protocols/vmmanager.md
/// §2.4`); whatever takes longer is looked at by a person.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// Looks at the task, or at the server itself where the task's id is not known. Not listed yet is not a failure
/// (`docs/protocols/vmmanager.md §2.4`). Whatever ends the wait ends it at `create`, where what is there decides.
pub(in crate::operations) async fn await_server(
    context: &mut Context,
    next: &'static str,
    create: &'static str,
) -> StepResult {
    let server = context.vm_server().await?;
    let host = context.service.vm_id.as_ref().map(number).transpose()?.ok_or(Error::NotFound)?;
    let task: Option<u64> = context.service.vm_task.as_ref().map(number).transpose()?;
    let is_made = match task {
        Some(task) => {
            let task = server.client.task(task, Some(TaskName::HostCreate));
            match context.ask(&server.remote, task).await? {
                TaskState::Complete => true,
                TaskState::NotListedYet | TaskState::Running { .. } => false,
                TaskState::Failed { words } => return Ok(half_made(host, words).at(create).end()),
            }
        }
        None => {
            let host = context.ask(&server.remote, server.client.host(host)).await?;
            host.is_some_and(|host| host.state != HostState::Creating)
        }
    };
    if is_made {
        return Ok(End::Next { tx: context.begin().await?, step: next });
    }
    let since_ms = Data::of(context)?.waits_since_ms.or(context.service.vm_requested_at_ms);
    let since_ms = since_ms.unwrap_or_else(|| context.now_ms());
    if context.now_ms() > since_ms + context.scheduled_ms(LONGEST) {
        return Ok(Stop::new(Note::ServerTooLong, Until::Mended).at(create).end());
    }
    Ok(Stop::new(Note::ServerBeingMade, Until::LookAgain(Schedule::REMOTE_TASK)).end())
}
