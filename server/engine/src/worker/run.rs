//! The loops around single steps.

use std::time::Duration;

use store::operations;
use tokio_util::sync::CancellationToken;

use super::{Ran, Rehearsal, schedule, work_once};
use crate::{Engine, Result};

/// The longest a worker sleeps before it looks at the queue again: another process may have put work there.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long a worker rests after the database failed.
const REST: Duration = Duration::from_secs(2);

/// Works until told to stop: `count` workers of one process, and its housekeeping. Returns when every running step
/// has ended.
pub async fn run(engine: Engine, owner: String, stop: CancellationToken) {
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..engine.settings().workers {
        tasks.spawn(work(engine.clone(), format!("{owner}/{number}"), stop.clone()));
    }
    tasks.spawn(schedule::keep_house(engine, stop));
    while tasks.join_next().await.is_some() {}
}

async fn work(engine: Engine, owner: String, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let rest = match work_once(&engine, &owner, Rehearsal::Real).await {
            Ok(Ran::Step) => continue,
            Ok(Ran::Nothing) => until_next(&engine).await,
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "worker.failed");
                REST
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = engine.work_arrived() => {}
            () = tokio::time::sleep(rest) => {}
        }
    }
}

async fn until_next(engine: &Engine) -> Duration {
    let next = operations::queue::next_run(engine.db(), engine.clock().today()).await.ok().flatten();
    let wait_ms = next.map_or(i64::MAX, |at_ms| at_ms - engine.clock().now_ms()).max(1);
    u64::try_from(wait_ms).map_or(LOOK_EVERY, Duration::from_millis).min(LOOK_EVERY)
}

/// How long [`drain`] waits for an operation that is not due yet, in seconds of the schedules: a task or a look-up is
/// waited for, a wait for money or for a day is not.
const DRAIN_PATIENCE: u32 = 100;

/// Runs everything that is due, or becomes due soon, and says how many steps ran. For tests, and for commands that
/// want the queue empty.
pub async fn drain(engine: &Engine) -> Result<usize> {
    let patience = engine.settings().schedule_second * DRAIN_PATIENCE;
    let mut steps = 0;
    loop {
        while work_once(engine, "drain", Rehearsal::Real).await? == Ran::Step {
            steps += 1;
        }
        let next_ms = operations::queue::next_run(engine.db(), engine.clock().today()).await?;
        let wait = next_ms.map(|next_ms| u64::try_from(next_ms - engine.clock().now_ms()).unwrap_or(0));
        match wait.map(Duration::from_millis) {
            Some(wait) if wait <= patience => tokio::time::sleep(wait).await,
            _ => return Ok(steps),
        }
    }
}
