//! Step: ask VMmanager for the server, at most once at a time.

use std::time::Duration;

use domain::RemoteId;
use domain::operation::Note;
use domain::option::OptionKind;
use rand::distr::{Alphanumeric, SampleString};
use secrecy::SecretString;
use store::services::options::ServiceOption;
use store::tariffs::Sold;
use store::{clients, services};
use vmmanager::{CreateHost, HostSize, HostSystem, NewAccount};

use super::data::Data;
use super::look::{There, look};
use crate::operations::end::{Stop, Until};
use crate::operations::{Context, End, StepError, StepResult};
use crate::remotes::VmServer;
use crate::remotes::calls::CallFailure;
use crate::remotes::vm_server::{self, is_no_access, is_refusal};
use crate::{Error, Result};

/// How long a server that VMmanager was asked for is looked for before it is asked again, counted from the end of the
/// call where we saw it: by then the first request has made it or is dead.
pub(super) const SETTLE: Duration = Duration::from_secs(180);

/// Creates the server. The request is committed before it is sent; a server with our marker in its name is never
/// made twice (`docs/protocols/vmmanager.md §2.3`).
pub(in crate::operations) async fn create_server(context: &mut Context, next: &'static str) -> StepResult {
    if context.operation.failures == 0 {
        // A person who lets it go on begins the count of its tries anew.
        Data { asked: 0, ..Data::of(context)? }.keep(context)?;
    }
    let server = context.vm_server().await?;
    if let Some(requested_at) = context.service.vm_requested_at_ms
        && let Some(there) = look(context, &server, requested_at).await?
    {
        return created(context, there, next).await;
    }
    let account = account(context, &server).await?;
    let request = request(context, &server, account).await?;
    let mut tx = context.begin().await?;
    services::set_vm_requested(&mut tx, context.service.id, context.now_ms()).await?;
    tx.commit().await?;
    context.service.vm_requested_at_ms = Some(context.now_ms());
    (context.service.vm_id, context.service.vm_task) = (None, None);
    match context.ask(&server.remote, server.client.create_host(&request)).await {
        Ok(started) => {
            let task = started.task.map(|task| RemoteId::new(task.to_string()));
            created(context, There { host: started.host, task }, next).await
        }
        Err(CallFailure::Remote(error)) if is_refusal(&error) || is_no_access(&error) => {
            Ok(Stop::new(vm_server::note(&error), Until::Mended).end())
        }
        Err(CallFailure::Remote(error)) => {
            // Looking for the server comes between two tries, so they are counted here.
            let data = Data::of(context)?;
            let asked = data.asked.saturating_add(1);
            Data { asked, ..data }.keep(context)?;
            let mut tx = context.begin().await?;
            services::set_vm_requested(&mut tx, context.service.id, context.now_ms()).await?;
            Ok(Stop::new(vm_server::note(&error), Until::Try(asked)).with(tx).end())
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn created(context: &mut Context, there: There, next: &'static str) -> StepResult {
    Data { asked: 0, waits_since_ms: Some(context.now_ms()) }.keep(context)?;
    let id = RemoteId::new(there.host.to_string());
    let mut tx = context.begin().await?;
    services::set_vm_created(&mut tx, context.service.id, &id, there.task.as_ref()).await?;
    if context.service.vm_id.as_ref() != Some(&id) {
        let data = serde_json::json!({ "vm": there.host });
        context.happened(&mut tx, "server.requested", None, data).await?;
    }
    Ok(End::Next { tx, step: next })
}

/// The client's account at VMmanager, made when there is none. Another order of the same client may make it at the
/// same moment: then ours is refused, and theirs is there.
async fn account(context: &mut Context, server: &VmServer) -> std::result::Result<u64, StepError> {
    let client =
        clients::find(context.engine().db(), context.service.client_id).await?.ok_or(Error::NotFound)?;
    let email = client.email.to_string();
    if let Some(account) = find_account(context, server, &email).await? {
        return Ok(account);
    }
    let password = SecretString::from(Alphanumeric.sample_string(&mut rand::rng(), 24));
    let new = NewAccount { email: email.clone(), password, full_name: Some(client.name) };
    match context.ask(&server.remote, server.client.create_account(&new)).await {
        Err(CallFailure::Remote(error)) if is_refusal(&error) => {
            let found = find_account(context, server, &email).await?;
            found.ok_or_else(|| Stop::new(vm_server::note(&error), Until::Mended).into())
        }
        created => Ok(created?),
    }
}

async fn find_account(
    context: &mut Context,
    server: &VmServer,
    email: &str,
) -> std::result::Result<Option<u64>, StepError> {
    match context.ask(&server.remote, server.client.find_account(email)).await? {
        Some(account) if account.is_admin() => {
            Err(Stop::new(Note::AccountIsAdministrator, Until::Mended).into())
        }
        account => Ok(account.map(|account| account.id)),
    }
}

async fn request(context: &Context, server: &VmServer, account: u64) -> Result<CreateHost> {
    let service = &context.service;
    let options = services::options::list(context.engine().db(), service.id).await?;
    let password = context.engine().keyring().open(services::ROOT_PASSWORD_COLUMN, &service.root_password)?;
    Ok(CreateHost {
        name: service.vm_marker.clone(),
        password,
        cluster: Some(super::number(&server.settings.cluster_id)?),
        system: HostSystem::Os(service.os_code.parse().map_err(Error::setup)?),
        size: size(&service.sold)?,
        account: Some(account),
        ipv4_number: Some(addresses(&options)),
        ipv4_pool: Vec::new(),
        domain: Some(service.host_name.to_string()),
        comment: Some(format!("Keypool service {}", service.id)),
        recipe: None,
    })
}

/// The main address, and each extra one that was ordered.
fn addresses(options: &[ServiceOption]) -> u32 {
    let extra = options.iter().filter(|option| option.kind == OptionKind::ExtraAddresses);
    let extra: i64 = extra.map(|option| option.amount).sum();
    u32::try_from(extra).unwrap_or(u32::MAX).saturating_add(1)
}

/// As large as the preset says that was ordered, or as the numbers say: VMmanager takes one or the other.
fn size(sold: &Sold) -> Result<HostSize> {
    Ok(match &sold.preset_id {
        Some(preset) => HostSize::Preset(super::number(preset)?),
        None => HostSize::Exact {
            cpu_number: sold.cpu_number,
            ram_mib: sold.ram_mib.into(),
            hdd_mib: sold.disk_mib.into(),
        },
    })
}
