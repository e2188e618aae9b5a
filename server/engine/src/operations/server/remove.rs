//! Step: remove the server.

use domain::RemoteId;
use domain::operation::Note;
use domain::retry::Schedule;
use store::services;
use vmmanager::ErrorKind;

use super::create::SETTLE;
use super::number;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::VmServer;
use crate::remotes::calls::CallFailure;
use crate::remotes::vm_server::{self, is_refusal};

/// Asks VMmanager to remove the server, and any other of its name; one that is not there is removed already.
pub(in crate::operations) async fn remove_server(context: &mut Context, next: &'static str) -> StepResult {
    let Some(requested_at) = context.service.vm_requested_at_ms else {
        return Ok(End::Next { tx: context.begin().await?, step: next });
    };
    let server = context.vm_server().await?;
    let marker = context.service.vm_marker.clone();
    let found = context.ask(&server.remote, server.client.hosts_named(&marker)).await?;
    let known = context.service.vm_id.as_ref().map(number).transpose()?;
    if found.is_empty() && known.is_none() && context.now_ms() < requested_at + context.scheduled_ms(SETTLE) {
        // It was asked for, and may still come.
        return Ok(Stop::new(Note::ServerSought, Until::LookAgain(Schedule::LOOK_UP)).end());
    }
    let mut hosts: Vec<u64> = found.iter().map(|host| host.id).chain(known).collect();
    hosts.sort_unstable();
    hosts.dedup();
    for host in &hosts {
        remove(context, &server, *host).await?;
    }
    let mut tx = context.begin().await?;
    if let Some(host) = known.or(hosts.first().copied()) {
        let id = RemoteId::new(host.to_string());
        services::set_vm_created(&mut tx, context.service.id, &id, None).await?;
    }
    Ok(End::Next { tx, step: next })
}

async fn remove(context: &mut Context, server: &VmServer, host: u64) -> Result<(), StepError> {
    match context.ask(&server.remote, server.client.delete_host(host)).await {
        Ok(_) => Ok(()),
        Err(CallFailure::Remote(error)) if *error.kind() == ErrorKind::NotFound => Ok(()),
        // Refused because it is being removed already, perhaps: what is there decides.
        Err(CallFailure::Remote(error)) if is_refusal(&error) => {
            if context.ask(&server.remote, server.client.host(host)).await?.is_none() {
                return Ok(());
            }
            Err(Stop::new(vm_server::note(&error), Until::Retry).into())
        }
        Err(failure) => Err(failure.into()),
    }
}
