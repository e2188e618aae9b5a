//! Stopping: a signal cancels one token, and everything that runs watches it.

use std::io;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// How long requests and steps may take to end after the signal; whoever stops the process waits 10 s.
pub(crate) const PATIENCE: Duration = Duration::from_secs(9);

/// A token that the first SIGTERM or SIGINT cancels.
pub(crate) fn on_signal() -> io::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    let cancelled = stop.clone();
    tokio::spawn(async move {
        let name = tokio::select! {
            _ = terminated.recv() => "SIGTERM",
            _ = interrupted.recv() => "SIGINT",
        };
        tracing::info!(signal = name, "server.stop.requested");
        cancelled.cancel();
    });
    Ok(stop)
}
