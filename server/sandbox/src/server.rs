//! Starting and stopping the server.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    routing::{any, get, post},
};
use jiff::civil::Date;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use crate::{
    FaultPlan,
    app::App,
    billmgr,
    config::Config,
    control, elsewhere, faults, person,
    tls::{self, Certificate},
    vm,
    wire::{CuttableListener, Wire},
    world::World,
};

/// How long requests may take to end when the sandbox stops.
const PATIENCE: Duration = Duration::from_secs(3);

/// Why the sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The journal cannot be read or written.
    #[error("the sandbox journal cannot be opened")]
    Journal(#[source] io::Error),
    /// No certificate could be made.
    #[error("the sandbox has no certificate")]
    Tls(#[source] io::Error),
    /// The listener has no address.
    #[error("the sandbox listener has no address")]
    Listener(#[source] io::Error),
}

/// A running sandbox; it stops when this is dropped.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub addr: SocketAddr,
    app: Arc<App>,
    stop: CancellationToken,
    server: Option<JoinHandle<()>>,
}

/// Starts the sandbox on a listener; its state is that of the journal, if there is one.
pub async fn start(config: Config, listener: TcpListener) -> Result<Running, StartError> {
    let addr = listener.local_addr().map_err(StartError::Listener)?;
    let config = Arc::new(config);
    let world = tokio::task::spawn_blocking(move || World::open(config))
        .await
        .map_err(|error| StartError::Journal(io::Error::other(error)))?
        .map_err(StartError::Journal)?;
    let stop = CancellationToken::new();
    let app = Arc::new(App::new(world, stop.clone()));
    let service = router(Arc::clone(&app)).into_make_service_with_connect_info::<Wire>();
    let stopped = stop.clone();
    let server = tokio::spawn(async move {
        let server = axum::serve(CuttableListener(listener), service)
            .with_graceful_shutdown(async move { stopped.cancelled().await });
        if let Err(error) = server.await {
            tracing::error!(%error, "sandbox.server.failed");
        }
    });
    Ok(Running { addr, app, stop, server: Some(server) })
}

fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/billmgr", any(billmgr::handle))
        .route("/manager/billmgr", any(billmgr::handle))
        .route("/long/{id}/billmgr", get(billmgr::long_reply))
        .route("/auth/{*rest}", any(vm::handle))
        .route("/vm/{*rest}", any(vm::handle))
        .route("/ip/{*rest}", any(vm::handle))
        .route("/plain", any(elsewhere::page))
        .route("/plain/{*rest}", any(elsewhere::page))
        .route("/api/{*rest}", any(elsewhere::api))
        .route("/sandbox/state", get(control::state))
        .route("/sandbox/clock", post(control::clock))
        .route("/sandbox/balance", post(control::balance))
        .route(
            "/sandbox/faults",
            get(faults::endpoint::list).post(faults::endpoint::add).delete(faults::endpoint::clear),
        )
        .route("/sandbox/people", post(person::endpoint::act))
        .with_state(app)
}

impl Running {
    /// The base URL, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Serves the same with TLS on another listener too, until it stops; returns its base URL.
    pub async fn listen_tls(
        &self,
        listener: TcpListener,
        certificate: Certificate,
    ) -> Result<String, StartError> {
        let addr = listener.local_addr().map_err(StartError::Listener)?;
        tls::serve(listener, certificate, self.addr, self.stop.clone()).await.map_err(StartError::Tls)?;
        Ok(format!("https://{addr}"))
    }

    /// The business day of the sandbox.
    pub fn today(&self) -> Date {
        self.app.with(|world| world.business_day())
    }

    /// The offset of the business clock in days, to be followed.
    pub fn clock(&self) -> watch::Receiver<i64> {
        self.app.clock()
    }

    /// Moves the business clock, as `POST /sandbox/clock` does; returns the new day.
    pub async fn advance_days(&self, days: u32) -> Date {
        self.app.advance(i64::from(days)).await;
        self.today()
    }

    /// Adds a plan to what is played, as `POST /sandbox/faults` does.
    pub fn play(&self, plan: &FaultPlan) {
        self.app.with(|world| world.play(plan));
    }

    /// The document of `GET /sandbox/state`.
    pub fn state(&self) -> serde_json::Value {
        self.app.with(|world| {
            world.catch_up();
            control::document(world)
        })
    }

    /// Stops it and waits until every request has ended.
    pub async fn shutdown(mut self) {
        self.stop.cancel();
        if let Some(mut server) = self.server.take()
            && tokio::time::timeout(PATIENCE, &mut server).await.is_err()
        {
            server.abort();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
