//! Operation: remove a server, return its license to the pool.

use super::{Context, StepResult, license, server};
use crate::Error;

/// The step that it begins with.
pub const FIRST_STEP: &str = "remove_server";
/// The step that it begins with where the server is gone already.
pub const RELEASE: &str = "release_look";

const AWAIT_REMOVAL: &str = "await_removal";
const POWER: &str = "release_suspend";
const NAME: &str = "release_rename";
const ADDRESS: &str = "release_address";
const MARKER: &str = "release_marker";

/// Runs the current step.
pub(super) async fn run(context: &mut Context) -> StepResult {
    let step = context.operation.step.clone();
    match step.as_str() {
        FIRST_STEP => server::remove_server(context, AWAIT_REMOVAL).await,
        AWAIT_REMOVAL => server::await_removal(context, RELEASE).await,
        _ => release(context).await,
    }
}

/// The steps that return the license of a service, whatever becomes of the service.
pub(super) async fn release(context: &mut Context) -> StepResult {
    let step = context.operation.step.clone();
    match step.as_str() {
        RELEASE => license::look_before_release(context, POWER).await,
        POWER => license::free_power(context, NAME).await,
        NAME => license::free_name(context, ADDRESS).await,
        ADDRESS => license::free_address(context, MARKER).await,
        MARKER => license::free_marker(context, NAME).await,
        _ => Err(Error::UnknownStep(step).into()),
    }
}
