//! Operation: follow a server whose address a person changed at VMmanager.
//!
//! Server's addresses → license: a license that is on the new address already comes first; else its address is changed
//! if that is allowed now; else it stays behind and returns to the pool by itself, and another one is taken or bought by
//! the steps with which a server gets its license. Never two on one address.

use domain::IpAddress;
use serde::{Deserialize, Serialize};

use super::license::{self, Moving};
use super::{Context, StepResult, provision_service, server};
use crate::Error;

/// The step that it begins with.
pub const FIRST_STEP: &str = "address_look";

const DECIDE: &str = "address_decide";
const EDIT: &str = "address_edit";
const CONFIRM: &str = "address_confirm";

const STEPS: Moving =
    Moving { decide: DECIDE, edit: EDIT, confirm: CONFIRM, replace: provision_service::CHOOSE };

/// What a person confirmed, kept with the operation: nothing else is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Confirmed {
    /// The server's new address.
    pub to: IpAddress,
    /// Where the license was shown, if a person moved it too.
    #[serde(default)]
    pub license_at: Option<IpAddress>,
}

/// Runs the current step.
pub(super) async fn run(context: &mut Context) -> StepResult {
    let step = context.operation.step.clone();
    match step.as_str() {
        FIRST_STEP => server::look_at_address(context, confirmed(context)?.to, DECIDE).await,
        DECIDE => license::decide_move(context, &confirmed(context)?, &STEPS).await,
        EDIT => license::move_license(context, confirmed(context)?.to, &STEPS).await,
        CONFIRM => license::confirm_move(context, &STEPS).await,
        _ => provision_service::run(context).await,
    }
}

fn confirmed(context: &Context) -> Result<Confirmed, Error> {
    serde_json::from_value(context.operation.data.clone()).map_err(Error::setup)
}
