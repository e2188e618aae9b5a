//! Step: remove the server.

use domain::RemoteId;
use store::services;
use vmmanager::ErrorKind;

use super::number;
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepResult};
use crate::remotes::calls::CallFailure;
use crate::remotes::vm_server::{self, is_refusal};

/// Asks VMmanager to remove the server; one that is not there is removed already.
pub(in crate::operations) async fn remove_server(context: &mut Context, next: &'static str) -> StepResult {
    let server = context.vm_server().await?;
    let host = match &context.service.vm_id {
        Some(id) => Some(number(id)?),
        None if context.service.vm_requested_at_ms.is_some() => {
            // It was asked for, and its id never reached us.
            let marker = context.service.vm_marker.clone();
            let found = context.ask(&server.remote, server.client.hosts_named(&marker)).await?;
            found.first().map(|host| host.id)
        }
        None => None,
    };
    if let Some(host) = host {
        match context.ask(&server.remote, server.client.delete_host(host)).await {
            Ok(_) => {}
            Err(CallFailure::Remote(error)) if *error.kind() == ErrorKind::NotFound => {}
            // Refused because it is being removed already, perhaps: what is there decides.
            Err(CallFailure::Remote(error)) if is_refusal(&error) => {
                if context.ask(&server.remote, server.client.host(host)).await?.is_some() {
                    return Ok(Stop::new(vm_server::note(&error), Until::Retry).end());
                }
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    let mut tx = context.begin().await?;
    if let Some(host) = host {
        let id = RemoteId::new(host.to_string());
        services::set_vm_created(&mut tx, context.service.id, &id, None).await?;
    }
    Ok(End::Next { tx, step: next })
}
