//! The web part of a running Keypool.

use std::io;
use std::net::SocketAddr;

use axum::Router;
use engine::Engine;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::config::{Limits, Server};
use crate::shutdown::PATIENCE;

/// What the router is made of.
#[derive(Debug, Clone)]
pub struct Web {
    /// What everything is done through.
    pub engine: Engine,
    /// Addresses and cookies.
    pub server: Server,
    /// What one request may use up.
    pub limits: Limits,
    /// Grows whenever something was written.
    pub changes: watch::Receiver<u64>,
    /// Ends streams that would otherwise never end.
    pub stop: CancellationToken,
}

impl Web {
    /// Follows the changes of the engine's database from now on.
    pub fn new(engine: Engine, server: Server, limits: Limits, stop: CancellationToken) -> Self {
        let changes = store::changes::follow(engine.db());
        Self { engine, server, limits, changes, stop }
    }
}

/// Serves until `stop` is cancelled and the requests under way have ended, or have had their time to.
pub async fn run_web(listener: TcpListener, router: Router, stop: CancellationToken) -> io::Result<()> {
    let stopping = stop.clone();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server =
        axum::serve(listener, service).with_graceful_shutdown(async move { stopping.cancelled().await });
    let server = server.into_future();
    tokio::pin!(server);
    tokio::select! {
        ended = &mut server => return ended,
        () = stop.cancelled() => {}
    }
    match tokio::time::timeout(PATIENCE, server).await {
        Ok(ended) => ended,
        Err(_) => {
            tracing::warn!("web.stop.requests_cut");
            Ok(())
        }
    }
}
