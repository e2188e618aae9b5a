//! Lets somebody of the staff look at what a client sees, and notes that they did.

use domain::ClientId;
use domain::access::Action;
use store::clients;
use store::events::{self, NewEvent};

use crate::{Caller, Engine, Error, Result};

/// Begins a look at a client's pages: from here on the person may ask as [`Caller::Onlooker`].
pub async fn look_as_client(engine: &Engine, caller: Caller, client: ClientId) -> Result<()> {
    caller.may(Action::ManageClients)?;
    let mut tx = engine.db().begin().await?;
    clients::find(&mut tx, client).await?.ok_or(Error::NotFound)?;
    let event = NewEvent {
        kind: "client.looked_at",
        client: Some(client),
        actor: caller.user(),
        data: serde_json::json!({}),
        at_ms: engine.clock().now_ms(),
        business_day: engine.clock().today(),
        ..NewEvent::default()
    };
    events::record(&mut tx, &event).await?;
    Ok(tx.commit().await?)
}
