//! The world behind its lock, and the signals around it.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::world::World;

/// What every handler shares.
#[derive(Debug)]
pub(crate) struct App {
    world: Mutex<World>,
    stop: CancellationToken,
    clock: watch::Sender<i64>,
}

impl App {
    pub(crate) fn new(world: World, stop: CancellationToken) -> Self {
        let clock = watch::Sender::new(world.offset_days);
        Self { world: Mutex::new(world), stop, clock }
    }

    /// Looks at the world, or changes what is not journaled.
    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut World) -> T) -> T {
        look(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the world and waits for the journal; nothing if the disk refused.
    pub(crate) async fn change<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&mut World) -> T + Send + 'static,
    ) -> Option<T> {
        let app = Arc::clone(self);
        let blocking = tokio::task::spawn_blocking(move || {
            app.with(|world| {
                world.catch_up();
                let result = change(world);
                match world.commit() {
                    Ok(()) => Some(result),
                    Err(error) => {
                        tracing::error!(%error, "sandbox.journal.failed");
                        None
                    }
                }
            })
        });
        blocking.await.ok().flatten()
    }

    /// Moves the business clock and tells everyone who follows it; returns the new day.
    pub(crate) async fn advance(self: &Arc<Self>, days: i64) -> Option<Date> {
        let (today, offset) = self
            .change(move |world| {
                world.advance(days);
                (world.today, world.offset_days)
            })
            .await?;
        self.clock.send_replace(offset);
        Some(today)
    }

    pub(crate) fn clock(&self) -> watch::Receiver<i64> {
        self.clock.subscribe()
    }

    pub(crate) async fn stopping(&self) {
        self.stop.cancelled().await;
    }
}
