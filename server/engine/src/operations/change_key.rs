//! Operation: a new key for the license of a service.
//!
//! License and its last change of key → new key → wait until it is there. The key before it is told from the new one by
//! its digest, and is forgotten as soon as it is no longer the license's.

use super::{Context, StepResult, license};
use crate::Error;

/// The step that it begins with.
pub const FIRST_STEP: &str = "key_look";

const EDIT: &str = "key_edit";
const AWAIT: &str = "key_await";
const DONE: &str = "key_done";

/// Runs the current step.
pub(super) async fn run(context: &mut Context) -> StepResult {
    let step = context.operation.step.clone();
    match step.as_str() {
        FIRST_STEP => license::look_at_key(context, EDIT, AWAIT).await,
        EDIT => license::new_key(context, AWAIT).await,
        AWAIT => license::await_key(context, DONE).await,
        DONE => license::key_changed(context).await,
        _ => Err(Error::UnknownStep(step).into()),
    }
}
