//! Starting, stopping and deleting VMs (`docs/protocols/vmmanager.md` §2.7).

use serde_json::json;

use super::{Context, Outcome, failure::Failure, host::State, task::Work};

pub(crate) fn start(context: &mut Context<'_>, id: u64) -> Outcome {
    switch(context, id, Work::Start)
}

pub(crate) fn stop(context: &mut Context<'_>, id: u64) -> Outcome {
    switch(context, id, Work::Stop)
}

/// The reply names its task `start_task`.
pub(crate) fn restart(context: &mut Context<'_>, id: u64) -> Outcome {
    checked(context, id)?;
    let task = context.begin(Work::Restart, id);
    Ok(json!({"id": id, "start_task": task}))
}

fn switch(context: &mut Context<'_>, id: u64, work: Work) -> Outcome {
    checked(context, id)?;
    let task = context.begin(work, id);
    Ok(json!({"id": id, "task": task}))
}

fn checked(context: &Context<'_>, id: u64) -> Result<(), Failure> {
    let body = context.ask.properties()?;
    body.only(&["force", "host_id"])?;
    body.flag("force")?;
    if body.number("host_id")?.is_some_and(|other| other != id) {
        return Err(Failure::invalid("host_id", "it is another VM"));
    }
    if context.host(id)?.state == State::Creating { Err(Failure::busy()) } else { Ok(()) }
}

/// A VM need not be stopped first.
pub(crate) fn delete(context: &mut Context<'_>, id: u64) -> Outcome {
    context.host(id)?;
    let task = context.begin(Work::Delete, id);
    Ok(json!({"id": id, "task": task}))
}
