//! Starts the deletions whose day has come.

use store::services;

use super::delete_service;
use super::each_due::each_due;
use crate::{Caller, Engine, Result};

/// Starts every deletion that is due and says how many it started; a service that something else works on is
/// looked at again the next time.
pub async fn due_deletions(engine: &Engine) -> Result<usize> {
    let today = engine.clock().today();
    let due = services::due_for_deletion(engine.db(), today).await?;
    let start = |id| async move {
        delete_service::start(engine, Caller::Operator, id, Some(today)).await?;
        Ok(true)
    };
    Ok(each_due(engine, "deletion", due, start).await)
}
