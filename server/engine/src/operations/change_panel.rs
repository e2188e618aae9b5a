//! Operation: another panel for a service, by one of the ways that a person confirmed.
//!
//! Server there? → *change of plan*: the license becomes one of the other plan and stays where it is. *Swap*: another
//! license is reserved or planned → the one that is there leaves the address → the other takes it; if it cannot, the
//! one before returns. *Attach*: a service without a license gets one. *Release*: the service has no panel from now on.
//! Never two licenses on one address. A license that has made room, or serves no panel any more, returns to the pool by
//! an operation of its own, which may wait for weeks: the service goes its way meanwhile.

mod finish;

use domain::ServiceState;
use domain::panel_change::PanelWay;

use super::license::{self, Aside, ChangingPlan, Chosen, Data};
use super::provision_service::{
    AWAIT_KEY, BUY, CHOOSE, CLAIM, CLAIM_ADDRESS, CLAIM_KEY, CLAIM_RENAME, CLAIM_RESUME, FOUND as FIT,
    PUT_BACK, SEEK,
};
use super::{Context, StepResult, server};
use crate::Error;

/// The step that it begins with: failed there, it has changed nothing, and keeps no other operation waiting. The index
/// `operations_one_open` knows it.
pub const FIRST_STEP: &str = "change_panel";
/// The step at which it goes on after "change again": the server may be gone since.
pub const CHANGE_AGAIN: &str = FIRST_STEP;
/// The step at which it goes on after "it was changed".
pub const CHANGED: &str = AWAIT_KEY;
/// The step at which it goes on after "look again".
pub const LOOK_FOR_PLAN: &str = PLAN_SEEK;

pub(crate) const LEAVE: &str = "old_leaves";
const GIVE_BACK: &str = "old_returns";
const PLAN_READ: &str = "plan_read";
const PLAN_SEND: &str = "plan_send";
const PLAN_SEEK: &str = "plan_seek";
const NO_PANEL: &str = "no_panel";
const FINISH: &str = "panel_changed";

const ASIDE: Aside = Aside { begin: FIRST_STEP, leave: LEAVE, claim: CLAIM, buy: BUY, give_back: GIVE_BACK };

const PLAN: ChangingPlan =
    ChangingPlan { begin: FIRST_STEP, read: PLAN_READ, send: PLAN_SEND, seek: PLAN_SEEK, changed: AWAIT_KEY };

/// While the license before is still on the address.
const OCCUPIED: Chosen = Chosen { claim: LEAVE, buy: LEAVE, seek: SEEK, await_key: AWAIT_KEY };
/// Once nothing is.
const EMPTY: Chosen = Chosen { claim: CLAIM, buy: BUY, seek: SEEK, await_key: AWAIT_KEY };

/// Runs the current step; each is kept off the stack.
pub(super) async fn run(context: &mut Context) -> StepResult {
    let step = context.operation.step.clone();
    match step.as_str() {
        FIRST_STEP => {
            let next = first(context)?;
            Box::pin(server::confirm_server(context, ServiceState::Active, next)).await
        }
        PLAN_READ => Box::pin(license::plan_change_of_plan(context, &PLAN)).await,
        PLAN_SEND => Box::pin(license::send_change_of_plan(context, &PLAN)).await,
        PLAN_SEEK => Box::pin(license::seek_change_of_plan(context, &PLAN)).await,
        CHOOSE => {
            let chosen = if has_old(context).await? { &OCCUPIED } else { &EMPTY };
            let result = Box::pin(license::choose(context, chosen)).await;
            Box::pin(license::settle_stop(context, result, &ASIDE)).await
        }
        LEAVE => {
            let result = Box::pin(license::set_aside(context, &ASIDE)).await;
            Box::pin(license::settle_stop(context, result, &ASIDE)).await
        }
        CLAIM => Box::pin(license::check_card(context, CLAIM_RENAME, CHOOSE)).await,
        CLAIM_RENAME => Box::pin(license::rename(context, CLAIM_ADDRESS, PUT_BACK)).await,
        CLAIM_ADDRESS => Box::pin(license::change_address(context, CLAIM_KEY, PUT_BACK)).await,
        CLAIM_KEY => Box::pin(license::change_key(context, CLAIM_RESUME, PUT_BACK)).await,
        CLAIM_RESUME => Box::pin(license::resume(context, AWAIT_KEY, PUT_BACK)).await,
        PUT_BACK => {
            let result = Box::pin(license::put_back(context, CHOOSE, CLAIM_RESUME)).await;
            Box::pin(license::settle_stop(context, result, &ASIDE)).await
        }
        BUY => {
            let result = Box::pin(license::buy(context, CHOOSE, &EMPTY)).await;
            Box::pin(license::settle_stop(context, result, &ASIDE)).await
        }
        SEEK => Box::pin(license::seek(context, CHOOSE, &EMPTY)).await,
        FIT => Box::pin(license::fit(context, AWAIT_KEY)).await,
        AWAIT_KEY => Box::pin(license::await_key(context, FINISH)).await,
        GIVE_BACK => Box::pin(license::give_back(context, &ASIDE)).await,
        FINISH => Box::pin(finish::finish(context)).await,
        NO_PANEL => Box::pin(finish::without_panel(context)).await,
        _ => Err(Error::UnknownStep(step).into()),
    }
}

fn first(context: &Context) -> Result<&'static str, Error> {
    let change = context.data::<Data>()?.change.ok_or(Error::NotFound)?;
    Ok(match change.way {
        PanelWay::PlanChange => PLAN_READ,
        PanelWay::Swap | PanelWay::Attach => CHOOSE,
        PanelWay::Release => NO_PANEL,
    })
}

/// Whether a license of the panel before is to leave the address first.
async fn has_old(context: &Context) -> Result<bool, Error> {
    let change = context.data::<Data>()?.change.ok_or(Error::NotFound)?;
    let has = store::licenses::of_service(context.engine().db(), context.service.id).await?;
    let is_old = |product| change.target.as_ref().is_some_and(|target| target.product != product);
    Ok(has.is_some_and(|license| is_old(license.product_id)))
}

pub use finish::settle;
