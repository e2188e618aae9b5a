//! A person decides what became of a change of plan without a clear answer.

use domain::plan_change::{Shown, shown};
use domain::{OperationId, PlanChangeState};
use store::events::NewEvent;
use store::licenses::{self, License};
use store::plan_changes::{self, PlanChange};

use super::undecided::{Undecided, listed};
use crate::operations::{CHANGE_AGAIN, CHANGED, LOOK_FOR_PLAN};
use crate::remotes::license_server;
use crate::{Caller, Engine, Error, Refusal, Result};

/// What is to be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanChangeDecision {
    /// Look at the plan again.
    LookAgain,
    /// It was changed.
    WasChanged,
    /// It was not changed: change it again.
    ChangeAgain,
    /// Give it up, with a note; the license stays what it is.
    GiveUp(String),
}

/// Decides, once: a second decision finds nothing undecided.
pub async fn decide_plan_change(
    engine: &Engine,
    caller: Caller,
    id: OperationId,
    decision: PlanChangeDecision,
) -> Result<()> {
    let undecided = Undecided::load(engine, caller, id, Refusal::PlanChangeDecided).await?;
    let open = plan_changes::open(engine.db(), id).await?;
    let change = undecided.or_too_late(open.filter(|change| change.state == PlanChangeState::Unknown))?;
    let license = licenses::find(engine.db(), change.license_id).await?.ok_or(Error::NotFound)?;
    match decision {
        PlanChangeDecision::WasChanged => was_changed(engine, &license, &change).await?,
        PlanChangeDecision::ChangeAgain => not_changed(engine, &license, &change).await?,
        PlanChangeDecision::LookAgain | PlanChangeDecision::GiveUp(_) => {}
    }
    let mut tx = engine.db().begin().await?;
    let plans = || serde_json::json!({ "from": change.from_code, "to": change.to_code });
    let (kind, data) = match &decision {
        PlanChangeDecision::LookAgain => {
            undecided.resume(&mut tx, LOOK_FOR_PLAN).await?;
            ("plan_change.looked_again", plans())
        }
        PlanChangeDecision::WasChanged => {
            undecided.first(plan_changes::done(&mut tx, change.id, caller.user()).await)?;
            licenses::set_plan(&mut tx, license.id, &change.to_code, change.to_product_id).await?;
            undecided.resume(&mut tx, CHANGED).await?;
            ("plan_change.decided_made", plans())
        }
        PlanChangeDecision::ChangeAgain => {
            undecided.first(plan_changes::give_up(&mut tx, change.id, caller.user()).await)?;
            undecided.resume(&mut tx, CHANGE_AGAIN).await?;
            ("plan_change.decided_not_made", plans())
        }
        PlanChangeDecision::GiveUp(note) => {
            undecided.first(plan_changes::give_up(&mut tx, change.id, caller.user()).await)?;
            undecided.end(&mut tx, note).await?;
            ("plan_change.decided_given_up", serde_json::json!({ "note": note }))
        }
    };
    let (license, module) = (Some(change.license_id), Some(change.module_id));
    undecided.decided(tx, NewEvent { kind, data, license, module, ..NewEvent::default() }).await
}

/// What the license server shows now; a license that it does not list says nothing.
async fn shows(engine: &Engine, license: &License, change: &PlanChange) -> Result<Shown> {
    let rows = listed(engine, change.module_id, license.product_id).await?;
    let row = rows.iter().find(|row| license_server::remote_id(row.id) == license.remote_id);
    let code = row.and_then(|row| row.plan_code.as_deref()).and_then(|code| code.parse().ok());
    Ok(shown(&change.to_code, code))
}

/// A person's word is taken where the license server shows no plan, and not against what it shows.
async fn was_changed(engine: &Engine, license: &License, change: &PlanChange) -> Result<()> {
    match shows(engine, license, change).await? {
        Shown::New | Shown::Nothing => Ok(()),
        Shown::Other(plan) => Err(Refusal::PlanNotChanged { plan }.into()),
    }
}

/// Nothing is changed again while the license server shows the new plan.
async fn not_changed(engine: &Engine, license: &License, change: &PlanChange) -> Result<()> {
    match shows(engine, license, change).await? {
        Shown::New => Err(Refusal::PlanWasChanged { plan: change.to_code.clone() }.into()),
        Shown::Other(_) | Shown::Nothing => Ok(()),
    }
}
