//! Operation: make a server, get its license, deliver.
//!
//! Server → address → license (already there, from the pool, or bought) → key → active → recipe, if the panel was sold
//! with one. A refused license never undoes the server: whenever the license stands still, the server is delivered
//! with its panel pending; and a recipe that fails undoes neither.

mod deliver;

use domain::PanelInstall;

use super::license::{self, Chosen};
use super::recipe::{self, Steps};
use super::{Context, End, Running, StepResult, server};
use crate::Error;

pub(super) use deliver::deliver_without_panel;

/// The step that it begins with.
pub const FIRST_STEP: &str = "create_server";
/// The step at which it goes on after "it was not bought: order again".
pub const BUY_AGAIN: &str = CHOOSE;
/// The step at which it goes on after "it is license #N".
pub const FOUND: &str = FIT;

pub(super) const CHOOSE: &str = "choose_license";
const AWAIT_SERVER: &str = "await_server";
const READ_ADDRESS: &str = "read_address";
pub(super) const CLAIM: &str = "claim_check_card";
pub(super) const CLAIM_RENAME: &str = "claim_rename";
pub(super) const CLAIM_ADDRESS: &str = "claim_change_address";
pub(super) const CLAIM_KEY: &str = "claim_new_key";
pub(super) const CLAIM_RESUME: &str = "claim_resume";
pub(super) const PUT_BACK: &str = "put_back";
pub(super) const BUY: &str = "buy_license";
pub(super) const SEEK: &str = "seek_license";
const FIT: &str = "fit_license";
pub(super) const AWAIT_KEY: &str = "await_key";
pub(super) const DELIVER: &str = "deliver";
// The index `operations_one_open` knows the first and the last of these: a recipe that waits for a person there keeps
// no other operation waiting.
const PREPARE_RECIPE: &str = "prepare_recipe";
const RUN_RECIPE: &str = "run_recipe";
const SEEK_RECIPE: &str = "seek_recipe";
const AWAIT_RECIPE: &str = "await_recipe";

const CHOSEN: Chosen = Chosen { claim: CLAIM, buy: BUY, seek: SEEK, await_key: AWAIT_KEY };

const RECIPE: Steps =
    Steps { prepare: PREPARE_RECIPE, run: RUN_RECIPE, seek: SEEK_RECIPE, wait: AWAIT_RECIPE };

/// Runs the current step; also for the operations that get a license by the same steps.
pub(super) fn run(context: &mut Context) -> Running<'_> {
    Box::pin(run_here(context))
}

async fn run_here(context: &mut Context) -> StepResult {
    let step = context.operation.step.clone();
    match step.as_str() {
        FIRST_STEP => server::create_server(context, AWAIT_SERVER).await,
        AWAIT_SERVER => server::await_server(context, READ_ADDRESS, FIRST_STEP).await,
        READ_ADDRESS => {
            // No panel, no license server: not a single request goes there.
            let next = if context.service.plan_code.is_some() { CHOOSE } else { DELIVER };
            server::read_address(context, next).await
        }
        CHOOSE => license::choose(context, &CHOSEN).await,
        CLAIM => license::check_card(context, CLAIM_RENAME, CHOOSE).await,
        CLAIM_RENAME => license::rename(context, CLAIM_ADDRESS, PUT_BACK).await,
        CLAIM_ADDRESS => license::change_address(context, CLAIM_KEY, PUT_BACK).await,
        CLAIM_KEY => license::change_key(context, CLAIM_RESUME, PUT_BACK).await,
        CLAIM_RESUME => license::resume(context, AWAIT_KEY, PUT_BACK).await,
        PUT_BACK => license::put_back(context, CHOOSE, CLAIM_RESUME).await,
        BUY => license::buy(context, CHOOSE, &CHOSEN).await,
        SEEK => license::seek(context, CHOOSE, &CHOSEN).await,
        FIT => license::fit(context, AWAIT_KEY).await,
        AWAIT_KEY => license::await_key(context, DELIVER).await,
        DELIVER => {
            let mut tx = context.begin().await?;
            deliver::deliver(context, &mut tx).await?;
            match context.service.install.state {
                PanelInstall::Waiting => {
                    // A recipe touches no license: whoever works on it next need not wait for the recipe's end.
                    store::locks::release(&mut tx, context.operation.id).await?;
                    Ok(End::Next { tx, step: PREPARE_RECIPE })
                }
                _ => Ok(End::Finish { tx }),
            }
        }
        PREPARE_RECIPE => recipe::prepare(context, &RECIPE).await,
        RUN_RECIPE => recipe::run(context, &RECIPE).await,
        SEEK_RECIPE => recipe::seek(context, &RECIPE).await,
        AWAIT_RECIPE => recipe::wait(context, &RECIPE).await,
        _ => Err(Error::UnknownStep(step).into()),
    }
}
