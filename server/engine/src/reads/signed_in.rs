//! Who a session belongs to.

use domain::{ClientId, Role, UserId};
use store::{clients, users};

use crate::actions::SignedIn;
use crate::{Caller, Engine, Result};

/// The person that a session names, as they are now; `None` if they are gone.
pub async fn signed_in(engine: &Engine, user: UserId) -> Result<Option<SignedIn>> {
    Ok(users::find(engine.db(), user).await?.map(SignedIn::new))
}

/// Somebody of the staff who looks at what a client sees, and the client's name; `None` for anybody else, and when
/// the client is gone.
pub async fn onlooker(engine: &Engine, who: &SignedIn, client: ClientId) -> Result<Option<(Caller, String)>> {
    if who.role != Role::Staff {
        return Ok(None);
    }
    let found = clients::find(engine.db(), client).await?;
    Ok(found.map(|found| (Caller::Onlooker { user: who.user_id, client }, found.name)))
}
