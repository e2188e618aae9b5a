//! Looks for the license of an undecided purchase again, for the person who decides.

use billmanager::LicenseRow;
use domain::access::Action;
use domain::purchase::{LookUp, SeenLicense, look_up};
use domain::{ModuleId, OperationId, RemoteId};
use serde::{Deserialize, Serialize};
use store::purchases::Purchase;
use store::{Tx, licenses, module_reads, purchases};

use super::undecided::listed;
use crate::operations::sought;
use crate::remotes::license_server;
use crate::{Caller, Engine, Error, Result};

/// What a look-up found, kept for the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SavedLookUp {
    /// The rule's answer.
    pub found: LookUp,
    /// The licenses that it names.
    pub seen: Vec<SeenLicense>,
}

impl SavedLookUp {
    /// Keeps of all rows only what the answer names.
    pub(crate) fn new(found: LookUp, rows: Vec<SeenLicense>) -> Self {
        let named: Vec<RemoteId> = match &found {
            LookUp::Adopt(id, _) => vec![id.clone()],
            LookUp::Candidates(candidates) => {
                candidates.iter().map(|candidate| candidate.remote_id.clone()).collect()
            }
            LookUp::Nothing => Vec::new(),
        };
        let seen = rows.into_iter().filter(|row| named.contains(&row.remote_id)).collect();
        Self { found, seen }
    }

    /// The saved read's name.
    pub(crate) fn name(operation: OperationId) -> String {
        format!("look_up.{operation}")
    }

    /// Keeps it.
    pub(crate) async fn keep(
        &self,
        tx: &mut Tx,
        module: ModuleId,
        operation: OperationId,
        now_ms: i64,
    ) -> Result<()> {
        let value = serde_json::to_value(self).map_err(Error::setup)?;
        Ok(module_reads::save(tx, module, &Self::name(operation), &value, now_ms).await?)
    }
}

/// Asks the license server what is there now, and keeps the answer for the page.
pub async fn look_up_purchase(engine: &Engine, caller: Caller, id: OperationId) -> Result<()> {
    caller.may(Action::DecideOperations)?;
    let purchase = purchases::live(engine.db(), id).await?.ok_or(Error::NotFound)?;
    let rows = listed(engine, purchase.module_id, purchase.product_id).await?;
    let saved = search(engine, &purchase, &rows).await?;
    let mut tx = engine.db().begin().await?;
    saved.keep(&mut tx, purchase.module_id, id, engine.clock().now_ms()).await?;
    Ok(tx.commit().await?)
}

/// What the rule finds for a purchase in what the license server lists.
pub(super) async fn search(engine: &Engine, purchase: &Purchase, rows: &[LicenseRow]) -> Result<SavedLookUp> {
    let rows: Vec<SeenLicense> = rows.iter().map(license_server::seen).collect();
    let known = licenses::known(engine.db(), purchase.module_id).await?.into_iter().collect();
    let found = look_up(&sought(purchase), &purchase.snapshot, &rows, &known);
    Ok(SavedLookUp::new(found, rows))
}
