//! A person decides what became of a purchase without a clear answer.

use billmanager::LicenseRow;
use domain::purchase::LookUp;
use domain::{IntentState, LicenseId, OperationId, RemoteId, RemoteMoney};
use store::Tx;
use store::events::NewEvent;
use store::licenses::{Acquired, ONE_PER_REMOTE};
use store::purchases::{self, Purchase};

use super::look_up_purchase::search;
use super::undecided::{Undecided, listed};
use crate::operations::{BUY_AGAIN, FOUND, keep_bought};
use crate::remotes::license_server;
use crate::{Caller, Engine, Error, Refusal, Result};

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is this license there.
    ItIs(RemoteId),
    /// It was not bought: order again.
    OrderAgain,
    /// Give it up, with a note; the server stays without a panel.
    GiveUp(String),
}

/// Decides, once: a second decision finds nothing undecided.
pub async fn decide_purchase(
    engine: &Engine,
    caller: Caller,
    id: OperationId,
    decision: Decision,
) -> Result<()> {
    let undecided = Undecided::load(engine, caller, id, Refusal::NotUndecided).await?;
    let live = purchases::live(engine.db(), id).await?;
    let purchase = undecided.or_too_late(live.filter(|purchase| purchase.state == IntentState::Unknown))?;
    // A live read, before the transaction: only what the license server gives us now may be taken.
    let row = match &decision {
        Decision::ItIs(remote_id) => Some(listed_as(engine, &purchase, remote_id).await?),
        Decision::OrderAgain => {
            not_there(engine, &purchase).await?;
            None
        }
        Decision::GiveUp(_) => None,
    };
    let mut tx = engine.db().begin().await?;
    let (kind, data) = match &decision {
        Decision::ItIs(remote_id) => {
            adopt(engine, &mut tx, caller, &purchase, remote_id, row.as_ref()).await?;
            undecided.resume(&mut tx, FOUND).await?;
            ("purchase.decided_found", serde_json::json!({ "remote_id": remote_id }))
        }
        Decision::OrderAgain => {
            undecided.first(purchases::give_up(&mut tx, purchase.id, caller.user()).await)?;
            undecided.resume(&mut tx, BUY_AGAIN).await?;
            ("purchase.decided_not_bought", serde_json::json!({ "expected": expected(&purchase) }))
        }
        Decision::GiveUp(note) => {
            undecided.first(purchases::give_up(&mut tx, purchase.id, caller.user()).await)?;
            undecided.end(&mut tx, note).await?;
            ("purchase.decided_given_up", serde_json::json!({ "note": note }))
        }
    };
    let event = NewEvent { kind, data, module: Some(purchase.module_id), ..NewEvent::default() };
    undecided.decided(tx, event).await
}

/// What the page said that ordering again costs.
fn expected(purchase: &Purchase) -> Option<RemoteMoney> {
    Some(RemoteMoney::new(purchase.expected_cost_e4?, purchase.currency.parse().ok()?))
}

/// Keeps the license as the bought one; one that is known already is somebody's.
async fn adopt(
    engine: &Engine,
    tx: &mut Tx,
    caller: Caller,
    purchase: &Purchase,
    id: &RemoteId,
    row: Option<&LicenseRow>,
) -> Result<LicenseId> {
    match keep_bought(engine, tx, purchase, id, row, Acquired::Adoption, caller.user()).await {
        Err(Error::Store(error)) if error.violates(ONE_PER_REMOTE) => Err(Refusal::NotACandidate.into()),
        kept => kept,
    }
}

async fn listed_as(engine: &Engine, purchase: &Purchase, id: &RemoteId) -> Result<LicenseRow> {
    let same_plan =
        |row: &LicenseRow| row.plan_code.as_deref().is_none_or(|code| code == purchase.plan_code.as_str());
    listed(engine, purchase.module_id, purchase.product_id)
        .await?
        .into_iter()
        .find(|row| license_server::remote_id(row.id) == *id && same_plan(row))
        .ok_or_else(|| Refusal::NotACandidate.into())
}

/// Nothing is ordered again while the license server shows what was ordered.
async fn not_there(engine: &Engine, purchase: &Purchase) -> Result<()> {
    let rows = listed(engine, purchase.module_id, purchase.product_id).await?;
    match search(engine, purchase, &rows).await?.found {
        LookUp::Adopt(license, _) => Err(Refusal::WasBought { license }.into()),
        LookUp::Candidates(_) | LookUp::Nothing => Ok(()),
    }
}
