//! What a process does beside operations: deletions, renewals, suspensions and releases that are due, costs to learn, saved
//! reads that grow old.

use std::time::Duration;

use domain::{ModuleKind, ModuleState};
use store::modules;
use tokio_util::sync::CancellationToken;

use crate::remotes::{saved, vm_lists};
use crate::{Engine, Result, actions};

/// How often the house is kept.
const EVERY: Duration = Duration::from_secs(10);
/// How old a saved read may grow.
const SAVED_READ_AGE_MS: i64 = 15 * 60 * 1000;
/// How long the one-time key of a form is remembered.
const FORM_KEY_AGE_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// How long a processing module that nobody goes on entering is kept.
const DRAFT_AGE_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// Keeps the house until told to stop.
pub(super) async fn keep_house(engine: Engine, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = housekeeping(&engine).await {
            tracing::error!(error = &error as &dyn std::error::Error, "housekeeping.failed");
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// One round: safe to run in any number of processes at once.
pub async fn housekeeping(engine: &Engine) -> Result<()> {
    actions::due_deletions(engine).await?;
    // A client pays first: only a term that is paid is covered.
    actions::due_renewals(engine).await?;
    actions::due_resumptions(engine).await?;
    actions::due_suspensions(engine).await?;
    actions::due_releases(engine).await?;
    actions::due_coverage(engine).await?;
    actions::record_costs(engine).await?;
    let now_ms = engine.clock().now_ms();
    let mut tx = engine.db().begin().await?;
    store::form_keys::forget_before(&mut tx, now_ms - FORM_KEY_AGE_MS).await?;
    store::drafts::forget_before(&mut tx, now_ms - DRAFT_AGE_MS).await?;
    tx.commit().await?;
    for module in modules::list(engine.db()).await? {
        let what = match module.kind {
            ModuleKind::Billmanager => saved::PRICE_LIST,
            ModuleKind::Vmmanager6 => saved::SYSTEMS,
        };
        let read = store::module_reads::find(engine.db(), module.id, what).await?;
        let tried_ms = read.and_then(|read| read.tried_ms());
        if module.state == ModuleState::Active
            && tried_ms.is_none_or(|at_ms| at_ms + SAVED_READ_AGE_MS < now_ms)
        {
            // One module that is not set up right must not keep the others from being read.
            if let Err(error) = refresh(engine, &module).await {
                tracing::error!(module = %module.id, error = &error as &dyn std::error::Error,
                    "module.refresh_failed: {}", module.id);
            }
        }
    }
    Ok(())
}

/// Reads everything that pages show of the remote systems, now.
pub async fn refresh_saved_reads(engine: &Engine) -> Result<()> {
    for module in modules::list(engine.db()).await? {
        refresh(engine, &module).await?;
    }
    Ok(())
}

async fn refresh(engine: &Engine, module: &modules::Module) -> Result<()> {
    match module.kind {
        ModuleKind::Billmanager => {
            saved::refresh_balance(engine, module.id).await?;
            saved::refresh_price_list(engine, module.id).await
        }
        ModuleKind::Vmmanager6 => vm_lists::refresh(engine, module.id).await,
    }
}
