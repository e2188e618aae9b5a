//! What the last check of each connection found.

use std::collections::BTreeMap;

use domain::ModuleId;
use domain::access::Action;
use store::module_reads;

use crate::remotes::connection::ConnectionReport;
use crate::remotes::saved::CONNECTION;
use crate::{Caller, Engine, Result};

/// The last report of one module, if it was ever checked.
pub async fn last_check(engine: &Engine, caller: Caller, id: ModuleId) -> Result<Option<ConnectionReport>> {
    caller.may(Action::SeeStaffPages)?;
    let read = module_reads::find(engine.db(), id, CONNECTION).await?;
    Ok(read.and_then(|read| report(read.value?.0)))
}

/// The last report of every module that was ever checked.
pub async fn last_checks(engine: &Engine, caller: Caller) -> Result<BTreeMap<ModuleId, ConnectionReport>> {
    caller.may(Action::SeeStaffPages)?;
    let reads = module_reads::list(engine.db(), CONNECTION).await?;
    Ok(reads.into_iter().filter_map(|(id, read)| Some((id, report(read.value?.0)?))).collect())
}

/// A report of an older shape is as good as none.
fn report(value: serde_json::Value) -> Option<ConnectionReport> {
    serde_json::from_value(value).ok()
}
