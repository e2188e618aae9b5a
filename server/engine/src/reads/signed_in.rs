//! Who a session belongs to.

use domain::UserId;
use store::users;

use crate::actions::SignedIn;
use crate::{Engine, Result};

/// The person that a session names, as they are now; `None` if they are gone.
pub async fn signed_in(engine: &Engine, user: UserId) -> Result<Option<SignedIn>> {
    Ok(users::find(engine.db(), user).await?.map(SignedIn::new))
}
