//! A kept license as the pool's rules want to see it.

use domain::pool::{Addons, LicenseFacts};
use domain::{Date, LicenseState, OperationId};
use store::licenses::License;

/// The facts of a license; `mine` is the operation for which a reservation is none.
pub(crate) fn facts(
    license: &License,
    addons: &Addons,
    today: Date,
    mine: Option<OperationId>,
) -> LicenseFacts {
    let card = &license.card;
    let is_mine = mine.is_some() && license.reserved_by == mine;
    LicenseFacts {
        id: license.id,
        module: license.module_id,
        product: license.product_id,
        addons: addons.clone(),
        name: card.name.clone(),
        address: card.address,
        status: card.status,
        expires_on: card.expires_on,
        last_ip_change: card.last_ip_change,
        last_key_change: card.last_key_change,
        autoprolong: card.auto_renewal,
        held: license.state == LicenseState::Held,
        excluded: license.excluded.is_some() && license.excluded_until.is_none_or(|until| today < until),
        reserved: matches!(license.state, LicenseState::Reserved | LicenseState::Attached) && !is_mine,
        free_since: license.free_since,
    }
}
