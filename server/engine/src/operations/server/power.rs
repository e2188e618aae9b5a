//! Steps: switch a server off or on (`docs/protocols/vmmanager.md §2.7`).

use domain::ModuleKind;
use domain::operation::Note;
use domain::retry::Schedule;
use serde::{Deserialize, Serialize};
use vmmanager::{Host, HostState, TaskName, TaskState};

use super::number;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::VmServer;
use crate::remotes::calls::CallFailure;
use crate::remotes::vm_server::{self, is_refusal};
use crate::{Error, Result};

/// What a server is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// Running.
    On,
    /// Switched off.
    Off,
}

/// The steps of switching it.
pub struct Switching {
    /// What it is to be.
    pub power: Power,
    /// Where it is asked for.
    pub switch: &'static str,
    /// Where it is waited for.
    pub wait: &'static str,
    /// What follows.
    pub done: &'static str,
}

/// What the steps hand to each other, beside what the operation's other steps keep.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Data {
    /// The task that switches it.
    task: Option<u64>,
}

const DATA: &str = "power";

fn data(context: &Context) -> Result<Data> {
    match context.operation.data.get(DATA) {
        Some(data) => serde_json::from_value(data.clone()).map_err(Error::setup),
        None => Ok(Data::default()),
    }
}

fn set_data(context: &mut Context, data: Data) -> Result<()> {
    let mut all: serde_json::Map<String, serde_json::Value> = context.data()?;
    all.insert(DATA.to_owned(), serde_json::to_value(data).map_err(Error::setup)?);
    context.set_data(&all)
}

impl Power {
    fn is_reached(self, state: &HostState) -> bool {
        match self {
            Self::On => *state == HostState::Active,
            Self::Off => *state == HostState::Stopped,
        }
    }

    /// The state that shows that it is not reached; a word that we do not know shows nothing.
    fn is_missed(self, state: &HostState) -> bool {
        match self {
            Self::On => matches!(state, HostState::Stopped | HostState::Creating),
            Self::Off => matches!(state, HostState::Active | HostState::Creating),
        }
    }

    const fn task(self) -> TaskName {
        match self {
            Self::On => TaskName::HostStart,
            Self::Off => TaskName::HostStop,
        }
    }

    const fn note(self) -> Note {
        match self {
            Self::On => Note::ServerBeingStarted,
            Self::Off => Note::ServerBeingStopped,
        }
    }
}

/// Asks VMmanager to switch the server, unless it is so already. Switching twice does no harm, so whatever comes
/// without a clear answer is asked for again, after a look at what the server does by then.
pub(in crate::operations) async fn switch_power(context: &mut Context, steps: &Switching) -> StepResult {
    let server = context.vm_server().await?;
    let host = host(context, &server).await?;
    if steps.power.is_reached(&host.state) {
        return Ok(End::Next { tx: context.begin().await?, step: steps.done });
    }
    let answer = match steps.power {
        Power::On => context.ask(&server.remote, server.client.start_host(host.id)).await,
        Power::Off => context.ask(&server.remote, server.client.stop_host(host.id)).await,
    };
    match answer {
        Ok(started) => {
            set_data(context, Data { task: started.task })?;
            Ok(End::Next { tx: context.begin().await?, step: steps.wait })
        }
        // Refused because something else is at work on it, which ends.
        Err(CallFailure::Remote(error)) if is_refusal(&error) => {
            Ok(Stop::new(vm_server::note(&error), Until::Retry).end())
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Goes on when the server is seen as it is to be, or its task is done and nothing says otherwise.
pub(in crate::operations) async fn await_power(context: &mut Context, steps: &Switching) -> StepResult {
    let server = context.vm_server().await?;
    let host = host(context, &server).await?;
    if steps.power.is_reached(&host.state) {
        return Ok(End::Next { tx: context.begin().await?, step: steps.done });
    }
    let task = match data(context)?.task {
        Some(task) => context.ask(&server.remote, server.client.task(task, Some(steps.power.task()))).await?,
        None => TaskState::NotListedYet,
    };
    let waits = Stop::new(steps.power.note(), Until::LookAgain(Schedule::REMOTE_TASK));
    match task {
        TaskState::NotListedYet | TaskState::Running { .. } => Ok(waits.end()),
        // Done, and somebody switched it back since.
        TaskState::Complete if steps.power.is_missed(&host.state) => Ok(waits.at(steps.switch).end()),
        TaskState::Complete => Ok(End::Next { tx: context.begin().await?, step: steps.done }),
        TaskState::Failed { words } => {
            let (system, words) = (ModuleKind::Vmmanager6, words.unwrap_or_default());
            let note =
                if words.is_empty() { Note::ServerTaskFailed } else { Note::Refused { system, words } };
            Ok(Stop::new(note, Until::Retry).at(steps.switch).end())
        }
    }
}

/// The server, by its id or by its name; for one that is gone a person decides.
async fn host(context: &mut Context, server: &VmServer) -> std::result::Result<Host, StepError> {
    if let Some(id) = context.service.vm_id.clone()
        && let Some(host) = context.ask(&server.remote, server.client.host(number(&id)?)).await?
    {
        return Ok(host);
    }
    let marker = context.service.vm_marker.clone();
    let mut named = context.ask(&server.remote, server.client.hosts_named(&marker)).await?;
    match named.len() {
        0 => Err(Stop::new(Note::ServerGone, Until::Mended).into()),
        1 => Ok(named.remove(0)),
        count => Err(Stop::new(Note::SeveralServers { count }, Until::Mended).into()),
    }
}
