//! The handle that everything is done through.

use std::sync::Arc;

use store::Db;
use store::sealed::Keyring;
use tokio::sync::Notify;

use crate::remotes::clients::Clients;
use crate::{Clock, Settings};

/// Database, keys, clock and settings of a running Keypool; cheap to clone.
#[derive(Debug, Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    db: Db,
    keyring: Keyring,
    clock: Clock,
    settings: Settings,
    clients: Clients,
    work: Notify,
}

impl Engine {
    /// Puts a Keypool together over a migrated database.
    pub fn new(db: Db, keyring: Keyring, clock: Clock, settings: Settings) -> Self {
        let (clients, work) = (Clients::default(), Notify::new());
        Self { inner: Arc::new(Inner { db, keyring, clock, settings, clients, work }) }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The keys of sealed columns.
    pub fn keyring(&self) -> &Keyring {
        &self.inner.keyring
    }

    /// Both clocks.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// The timings.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The HTTP clients of the remote systems.
    pub(crate) fn clients(&self) -> &Clients {
        &self.inner.clients
    }

    /// Tells this process's workers that there may be work now, so that they need not wait for their next look.
    pub fn wake_workers(&self) {
        self.inner.work.notify_waiters();
    }

    /// Resolves when [`Engine::wake_workers`] is called.
    pub async fn work_arrived(&self) {
        self.inner.work.notified().await;
    }
}
