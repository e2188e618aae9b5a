//! Delivering a server: with its panel, or without it for the time being.

use domain::{PanelState, ServiceState};
use store::{Tx, services};

use crate::operations::Context;

/// Everything is there.
pub(super) async fn deliver(context: &Context, tx: &mut Tx) -> store::Result<()> {
    if context.service.plan_code.is_some() {
        services::set_panel_state(tx, context.service.id, PanelState::Active).await?;
    }
    hand_over(context, tx).await
}

/// The server is there and its license stands still: the server is delivered, the panel stays pending.
pub(in crate::operations) async fn deliver_without_panel(
    context: &Context,
    tx: &mut Tx,
) -> store::Result<()> {
    if context.service.address.is_some() { hand_over(context, tx).await } else { Ok(()) }
}

async fn hand_over(context: &Context, tx: &mut Tx) -> store::Result<()> {
    if context.service.state != ServiceState::Provisioning {
        return Ok(());
    }
    services::set_delivered(tx, context.service.id, context.now_ms()).await?;
    context.happened(tx, "service.delivered", None, serde_json::Value::Null).await
}
