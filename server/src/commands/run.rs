//! A running Keypool: its pages and its worker in one process, until it is told to stop.

use std::time::Duration;

use engine::Engine;
use store::sessions::Sessions;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::CommandError;
use crate::config::{Limits, Server};
use crate::shutdown::PATIENCE;
use crate::{Web, build_router, run_web};

/// How often sessions that ran out are deleted.
const CLEAN_EVERY: Duration = Duration::from_hours(1);

/// What this process takes part in.
pub(super) struct Parts {
    pub(super) web: Option<(TcpListener, Server, Limits)>,
    pub(super) has_worker: bool,
}

/// Runs until `stop` is cancelled; either part failing stops the other.
pub(super) async fn run(engine: Engine, parts: Parts, stop: CancellationToken) -> Result<(), CommandError> {
    let worker = parts.has_worker.then(|| tokio::spawn(work(engine.clone(), stop.clone())));
    let cleaner = tokio::spawn(clean_sessions(engine.clone()));
    let served = match parts.web {
        Some((listener, server, limits)) => {
            let web = Web::new(engine.clone(), server, limits, stop.clone());
            run_web(listener, build_router(&web), stop.clone()).await
        }
        None => {
            stop.cancelled().await;
            Ok(())
        }
    };
    stop.cancel();
    cleaner.abort();
    if let Some(worker) = worker {
        worker.await.map_err(|_| CommandError::WorkerBroke)?;
    }
    tracing::info!("server.stopped");
    Ok(served?)
}

/// Works until told to stop, and a little longer: a step under way is finished or cut off.
async fn work(engine: Engine, stop: CancellationToken) {
    // Whatever ends the work ends the process: pages without a worker would only look alive.
    let _stops = stop.clone().drop_guard();
    let owner = format!("{}-{}", std::process::id(), Uuid::new_v4().simple());
    let out_of_patience = async {
        stop.cancelled().await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        () = engine::worker::run(engine, owner, stop.clone()) => {}
        // Its lease runs out, and another worker takes the step over.
        () = out_of_patience => tracing::warn!("worker.stop.step_cut"),
    }
}

async fn clean_sessions(engine: Engine) {
    let clock = engine.clock().clone();
    let sessions = Sessions::new(engine.db().clone(), move || clock.now_ms());
    loop {
        match sessions.delete_expired().await {
            Ok(count) => tracing::debug!(count, "sessions.expired.deleted"),
            Err(error) => tracing::warn!(error = crate::chain(&error), "sessions.expired.kept"),
        }
        tokio::time::sleep(CLEAN_EVERY).await;
    }
}
