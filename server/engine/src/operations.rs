//! Durable operations: what each step does, and how a step ends.
//!
//! A step may run twice and the world looks as if it ran once. It ends by handing the worker an [`End`]; what it
//! wrote in the end's transaction, its log and the operation's new state are one commit. What must be known before
//! a remote call (that a purchase may have been sent) is committed by the step itself, through the same fence.

mod change_address;
mod change_key;
mod change_panel;
pub mod context;
mod delete_service;
pub(crate) mod end;
mod license;
mod provision_service;
mod recipe;
mod release_license;
mod renew_license;
mod resume_service;
mod return_license;
mod server;
mod suspend_service;

pub(crate) use change_address::Confirmed;
pub use change_address::FIRST_STEP as CHANGE_ADDRESS;
pub use change_key::FIRST_STEP as CHANGE_KEY;
pub use change_panel::FIRST_STEP as CHANGE_PANEL;
pub(crate) use change_panel::{CHANGE_AGAIN, CHANGED, LOOK_FOR_PLAN, settle as settle_panel};
pub use context::Context;
pub use delete_service::{FIRST_STEP as DELETE_SERVICE, RELEASE as RELEASE_LICENSE};
pub use end::{End, StepError, StepResult};
pub(crate) use license::{
    Data, KEY_COLUMN, PanelChange, Wanted, agree_to, allow_purchase, facts, keep_bought, merged, sought,
};
pub use provision_service::FIRST_STEP as PROVISION_SERVICE;
pub use provision_service::{BUY_AGAIN, FOUND};
pub use renew_license::FIRST_STEP as RENEW_LICENSE;
pub(crate) use renew_license::{LOOK_AGAIN, Owed};
pub(crate) use resume_service::START as START_SERVER;
pub use resume_service::{FIRST_STEP as RESUME_SERVICE, is_about_server};
pub use return_license::FIRST_STEP as RETURN_LICENSE;
pub(crate) use return_license::{notes as return_notes, returned};
pub(crate) use server::public_addresses;
pub use suspend_service::FIRST_STEP as SUSPEND_SERVICE;
pub(crate) use suspend_service::Suspending;

use std::pin::Pin;

use domain::OperationKind;

/// The step at which an operation that renews a license goes on after "renew again": the server may be gone since.
pub(crate) fn renew_again(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::ResumeService => RESUME_SERVICE,
        _ => RENEW_LICENSE,
    }
}

/// The steps of an operation under way, kept off the stack of whoever runs them.
type Running<'c> = Pin<Box<dyn Future<Output = StepResult> + Send + 'c>>;

/// Runs the operation's current step. It is no `async fn`: what makes ready the steps of one kind would else stay on
/// the stack while they run, beside that of every other kind.
pub(crate) fn run_step(context: &mut Context) -> Running<'_> {
    match context.operation.kind {
        OperationKind::ProvisionService => provision_service::run(context),
        OperationKind::DeleteService => Box::pin(delete_service::run(context)),
        OperationKind::RenewLicense => Box::pin(renew_license::run(context)),
        OperationKind::SuspendService => Box::pin(suspend_service::run(context)),
        OperationKind::ResumeService => Box::pin(resume_service::run(context)),
        OperationKind::ReleaseLicense => Box::pin(release_license::run(context)),
        OperationKind::ChangeAddress => Box::pin(change_address::run(context)),
        OperationKind::ChangeKey => Box::pin(change_key::run(context)),
        OperationKind::ReturnLicense => Box::pin(return_license::run(context)),
        OperationKind::ChangePanel => Box::pin(change_panel::run(context)),
    }
}

/// What else becomes true when an operation stands still for long, in the transaction that says so.
pub(crate) async fn stand_still(context: &Context, tx: &mut store::Tx) -> store::Result<()> {
    match context.operation.kind {
        OperationKind::ProvisionService => provision_service::deliver_without_panel(context, tx).await,
        // Its address may be another server's by then; each of its steps takes it again.
        OperationKind::DeleteService | OperationKind::ReleaseLicense | OperationKind::ReturnLicense => {
            store::locks::release(tx, context.operation.id).await
        }
        // A server that is resumed waits for its license: the client gets both or neither.
        OperationKind::RenewLicense
        | OperationKind::SuspendService
        | OperationKind::ResumeService
        | OperationKind::ChangeAddress
        | OperationKind::ChangeKey
        | OperationKind::ChangePanel => Ok(()),
    }
}
