//! Looks for the license of an undecided purchase again, for the person who decides.

use billmanager::LicenseRow;
use domain::access::Action;
use domain::purchase::{LookUp, SeenLicense, look_up};
use domain::{ModuleId, OperationId, RemoteId};
use serde::{Deserialize, Serialize};
use store::purchases::Purchase;
use store::{Tx, licenses, module_reads, products, purchases};

use crate::operations::sought;
use crate::remotes::calls::{self, CallFailure};
use crate::remotes::clients::Purpose;
use crate::remotes::license_server::{self, LicenseServer};
use crate::{Caller, Engine, Error, Refusal, Result};

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
    let rows = list_for(engine, &purchase).await?.iter().map(license_server::seen).collect();
    let saved = search(engine, &purchase, rows).await?;
    let mut tx = engine.db().begin().await?;
    saved.keep(&mut tx, purchase.module_id, id, engine.clock().now_ms()).await?;
    Ok(tx.commit().await?)
}

/// What the license server lists now, for a purchase's kind of license.
pub(super) async fn list_for(engine: &Engine, purchase: &Purchase) -> Result<Vec<LicenseRow>> {
    let server = LicenseServer::load(engine, purchase.module_id, Purpose::Read).await?;
    let product = products::find(engine.db(), purchase.product_id).await?.ok_or(Error::NotFound)?;
    let prefix = license_server::prefix(&product)?;
    let list = match calls::ask(engine, &server.remote, server.client.licenses(&prefix)).await {
        Ok(list) => list,
        Err(CallFailure::Store(error)) => return Err(error.into()),
        Err(CallFailure::TurnNotCome) => return Err(Refusal::RemoteBusy.into()),
        Err(CallFailure::Remote(error)) => {
            return Err(Refusal::RemoteFailed { words: error.words().to_owned() }.into());
        }
    };
    Ok(list.rows)
}

pub(super) async fn search(
    engine: &Engine,
    purchase: &Purchase,
    rows: Vec<SeenLicense>,
) -> Result<SavedLookUp> {
    let known = licenses::known(engine.db(), purchase.module_id).await?.into_iter().collect();
    let found = look_up(&sought(purchase), &purchase.snapshot, &rows, &known);
    Ok(SavedLookUp::new(found, rows))
}
