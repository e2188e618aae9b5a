//! A VMmanager: its client and its settings.

use std::sync::Arc;

use domain::operation::Note;
use domain::{ModuleId, ModuleKind, ModuleState};
use store::modules::{self, vm_server};
use vmmanager::{BaseUrl, Certainty, Client, Credentials, ErrorKind, Settings};

use super::calls::Remote;
use super::clients::Purpose;
use crate::{Engine, Error, Result};

/// A VMmanager, ready to be asked.
#[derive(Debug, Clone)]
pub struct VmServer {
    /// Where calls go; VMmanager is the provider's own and has no limits.
    pub remote: Remote,
    /// Its client.
    pub client: Arc<Client>,
    /// Whether staff suspended it.
    pub state: ModuleState,
    /// Its settings.
    pub settings: vm_server::VmServer,
}

impl VmServer {
    /// Loads a VMmanager's module.
    pub async fn load(engine: &Engine, id: ModuleId, purpose: Purpose) -> Result<Self> {
        let module = modules::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
        let settings = vm_server::find(engine.db(), id).await?.ok_or(Error::NotFound)?;
        let client = engine.clients().vm_server((id, purpose), module.version, || {
            let credentials = Credentials {
                base_url: BaseUrl::parse(&module.url).map_err(Error::setup)?,
                email: module.username.clone(),
                password: engine.keyring().open(modules::PASSWORD_COLUMN, &module.password)?,
            };
            let request_timeout = match purpose {
                Purpose::Read => engine.settings().read_timeout,
                Purpose::Operation => engine.settings().remote_timeout,
            };
            Client::new(credentials, &Settings { request_timeout, ..Settings::default() })
                .map_err(Error::setup)
        })?;
        Ok(Self { remote: remote(id), client, state: module.state, settings })
    }
}

/// A VMmanager is the provider's own and has no limits.
pub(crate) fn remote(id: ModuleId) -> Remote {
    Remote { module_id: id, kind: ModuleKind::Vmmanager6, in_flight_limit: 0, min_interval_ms: 0 }
}

/// Whether a failed call was clearly refused, and not for want of access or of a moment's patience.
pub fn is_refusal(error: &vmmanager::Error) -> bool {
    error.certainty() == Certainty::Refused && !is_no_access(error) && !may_pass(error)
}

/// Whether VMmanager did nothing for a reason that has nothing to do with what was asked, and usually passes.
pub fn may_pass(error: &vmmanager::Error) -> bool {
    matches!(error.kind(), ErrorKind::TokenRefused | ErrorKind::Closed | ErrorKind::LicenseUnpaid)
}

/// Whether our account may not do this, or may not log in.
pub fn is_no_access(error: &vmmanager::Error) -> bool {
    matches!(error.kind(), ErrorKind::Auth | ErrorKind::SecondFactor | ErrorKind::Access)
}

/// The note of a step that cannot go on because of it.
pub fn note(error: &vmmanager::Error) -> Note {
    let (system, words) = (ModuleKind::Vmmanager6, error.words().to_owned());
    match error.kind() {
        ErrorKind::TokenRefused => Note::SessionRefused { words },
        ErrorKind::Closed => Note::FunctionClosed { words },
        ErrorKind::LicenseUnpaid => Note::PlatformUnpaid { words },
        _ if is_no_access(error) => Note::NoAccess { system, words },
        _ if is_refusal(error) => Note::Refused { system, words },
        _ => Note::RemoteFault { system, words },
    }
}
