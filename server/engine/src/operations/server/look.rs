//! What VMmanager has of a server that it was asked for: seen before it is asked again, so that there are never two.

use domain::RemoteId;
use domain::operation::Note;
use domain::retry::Schedule;
use vmmanager::{Host, HostState, TaskName, TaskState};

use super::create::SETTLE;
use super::number;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, StepError};
use crate::remotes::VmServer;

/// What there is.
pub(super) struct There {
    /// The server's number.
    pub host: u64,
    /// The task that makes it; none where that is not known, or does not matter any more.
    pub task: Option<RemoteId>,
}

/// Looks for the server by our marker, and by its number if that is known; nothing is said only when it is not there
/// and no longer to come. What only a person can mend stops the step.
pub(super) async fn look(
    context: &mut Context,
    server: &VmServer,
    requested_at_ms: i64,
) -> Result<Option<There>, StepError> {
    let marker = context.service.vm_marker.clone();
    let mut hosts = context.ask(&server.remote, server.client.hosts_named(&marker)).await?;
    let known = context.service.vm_id.as_ref().map(number).transpose()?;
    if let (true, Some(id)) = (hosts.is_empty(), known) {
        // A person may have given it another name.
        hosts.extend(context.ask(&server.remote, server.client.host(id)).await?);
    }
    match hosts.as_slice() {
        [] if context.now_ms() < requested_at_ms + context.scheduled_ms(SETTLE) => {
            Err(Stop::new(Note::ServerSought, Until::LookAgain(Schedule::LOOK_UP)).into())
        }
        [] => still_to_come(context, server, known).await,
        [host] => there(context, server, host, known).await.map(Some),
        several => Err(Stop::new(Note::SeveralServers { count: several.len() }, Until::Mended).into()),
    }
}

/// A server that is not listed while its task runs may be listed yet.
async fn still_to_come(
    context: &mut Context,
    server: &VmServer,
    known: Option<u64>,
) -> Result<Option<There>, StepError> {
    let (Some(host), Some(task)) = (known, context.service.vm_task.clone()) else { return Ok(None) };
    Ok(match state(context, server, &task).await? {
        TaskState::Running { .. } => Some(There { host, task: Some(task) }),
        TaskState::NotListedYet | TaskState::Complete | TaskState::Failed { .. } => None,
    })
}

/// One whose task failed is taken only if it runs: then a person has finished it.
async fn there(
    context: &mut Context,
    server: &VmServer,
    host: &Host,
    known: Option<u64>,
) -> Result<There, StepError> {
    let task = context.service.vm_task.clone().filter(|_| known == Some(host.id));
    let Some(task) = task else { return Ok(There { host: host.id, task: None }) };
    match state(context, server, &task).await? {
        TaskState::Failed { .. } if host.state == HostState::Active => {
            Ok(There { host: host.id, task: None })
        }
        TaskState::Failed { words } => Err(half_made(host.id, words).into()),
        TaskState::NotListedYet | TaskState::Running { .. } | TaskState::Complete => {
            Ok(There { host: host.id, task: Some(task) })
        }
    }
}

async fn state(context: &mut Context, server: &VmServer, task: &RemoteId) -> Result<TaskState, StepError> {
    let task = server.client.task(number(task)?, Some(TaskName::HostCreate));
    Ok(context.ask(&server.remote, task).await?)
}

/// Its task failed: when a person lets it go on, what is there by then decides.
pub(super) fn half_made(host: u64, words: Option<String>) -> Stop {
    let vm = RemoteId::new(host.to_string());
    Stop::new(Note::ServerHalfMade { vm, words: words.unwrap_or_default() }, Until::Mended)
}
