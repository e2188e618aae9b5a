//! Starts the deletions whose day has come.

use store::services;

use super::delete_service;
use crate::{Caller, Engine, Error, Result};

/// Starts every deletion that is due and says how many it started; a service that something else works on is
/// looked at again the next time.
pub async fn due_deletions(engine: &Engine) -> Result<usize> {
    let mut started = 0;
    let today = engine.clock().today();
    for id in services::due_for_deletion(engine.db(), today).await? {
        match delete_service::start(engine, Caller::Operator, id, Some(today)).await {
            Ok(_) => started += 1,
            Err(Error::Refused(refusals)) => {
                tracing::info!(service_id = id.get(), ?refusals, "engine.deletion.put_off");
            }
            // One that cannot be read must not keep the others from being deleted.
            Err(error) => tracing::error!(
                service_id = id.get(),
                error = &error as &dyn std::error::Error,
                "engine.deletion.failed"
            ),
        }
    }
    Ok(started)
}
