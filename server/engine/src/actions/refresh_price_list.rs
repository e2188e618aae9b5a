//! Reads a license server's price list again, now.

use domain::access::Action;
use domain::{ModuleId, ModuleKind};
use store::{module_reads, modules};

use crate::remotes::saved::{self, PRICE_LIST};
use crate::{Caller, Engine, Error, Refusal, Result};

/// Refreshes the saved price list; where the license server does not answer, the last one stays, and its words are
/// the refusal.
pub async fn refresh_price_list(engine: &Engine, caller: Caller, id: ModuleId) -> Result<()> {
    caller.may(Action::ManageProducts)?;
    let module = modules::find(engine.db(), id).await?;
    module.filter(|module| module.kind == ModuleKind::Billmanager).ok_or(Error::NotFound)?;
    saved::refresh_price_list(engine, id).await?;
    match module_reads::find(engine.db(), id, PRICE_LIST).await?.and_then(|read| read.error) {
        Some((words, _)) => Err(Refusal::RemoteFailed { words }.into()),
        None => Ok(()),
    }
}
