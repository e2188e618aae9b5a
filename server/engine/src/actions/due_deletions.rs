//! Starts the deletions whose day has come.

use store::services;

use super::delete_service;
use crate::{Engine, Error, Result};

/// Starts every deletion that is due and says how many it started; a service that something else works on is
/// looked at again the next time.
pub async fn due_deletions(engine: &Engine) -> Result<usize> {
    let mut started = 0;
    for id in services::due_for_deletion(engine.db(), engine.clock().today()).await? {
        match delete_service::start(engine, None, id).await {
            Ok(_) => started += 1,
            Err(Error::Refused(refusals)) => {
                tracing::info!(service_id = id.get(), ?refusals, "engine.deletion.put_off");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(started)
}
