//! HTTP clients, one per module and deadline, kept while the module's settings stay the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ModuleId;

/// The clients in use: a VMmanager client keeps its session, both keep their TLS set-up.
#[derive(Debug, Default)]
pub struct Clients {
    license_servers: Mutex<HashMap<Key, (i64, Arc<billmanager::Client>)>>,
    vm_servers: Mutex<HashMap<Key, (i64, Arc<vmmanager::Client>)>>,
}

/// A module, and whether the client is for live reads (short deadline) or for operations.
type Key = (ModuleId, Purpose);

/// What a client is for: it decides the deadline of its calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A person waits for it.
    Read,
    /// An operation makes it.
    Operation,
}

impl Clients {
    /// The license server's client for this version of its settings, made when there is none.
    pub fn license_server<E>(
        &self,
        key: Key,
        version: i64,
        make: impl FnOnce() -> Result<billmanager::Client, E>,
    ) -> Result<Arc<billmanager::Client>, E> {
        kept(&self.license_servers, key, version, make)
    }

    /// The VMmanager's client for this version of its settings, made when there is none.
    pub fn vm_server<E>(
        &self,
        key: Key,
        version: i64,
        make: impl FnOnce() -> Result<vmmanager::Client, E>,
    ) -> Result<Arc<vmmanager::Client>, E> {
        kept(&self.vm_servers, key, version, make)
    }
}

fn kept<C, E>(
    clients: &Mutex<HashMap<Key, (i64, Arc<C>)>>,
    key: Key,
    version: i64,
    make: impl FnOnce() -> Result<C, E>,
) -> Result<Arc<C>, E> {
    let mut clients = clients.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((kept, client)) = clients.get(&key)
        && *kept == version
    {
        return Ok(Arc::clone(client));
    }
    let client = Arc::new(make()?);
    clients.insert(key, (version, Arc::clone(&client)));
    Ok(client)
}
