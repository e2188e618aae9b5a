use domain::access::Action;
use domain::{EnumerationId, PlanCode};
use store::enumerations::{self, INTNAME, NewValue};

use super::{described, subject};
use crate::actions::values;
use crate::{Caller, Engine, Result, history};

/// The name of the list of panels that every installation begins with.
pub const PANEL_LIST_NAME: &str = "Server control panel";
/// Its internal name.
pub const PANEL_LIST_INTNAME: &str = "server_control_panel";
/// The name of its first value, whose internal name is `nopanel`.
pub const NO_PANEL_NAME: &str = "No control panel";

/// Makes the list *Server control panel* with *No control panel*; where it is there already, it stays as it is.
pub async fn make_panel_list(engine: &Engine, caller: Caller) -> Result<EnumerationId> {
    caller.may(Action::ManageProducts)?;
    let mut tx = engine.db().begin().await?;
    if let Some(list) = enumerations::find_named(&mut tx, PANEL_LIST_INTNAME).await? {
        return Ok(list.id);
    }
    let id = match enumerations::insert(&mut tx, PANEL_LIST_NAME, PANEL_LIST_INTNAME).await {
        Err(error) if error.violates(INTNAME) => {
            // Somebody else pressed the button at the same moment.
            drop(tx);
            let list = enumerations::find_named(engine.db(), PANEL_LIST_INTNAME).await?;
            return list.map(|list| list.id).ok_or_else(|| error.into());
        }
        made => made?,
    };
    let now = described(PANEL_LIST_NAME, PANEL_LIST_INTNAME);
    history::added(&mut tx, engine, caller, subject(id, PANEL_LIST_NAME), &now).await?;
    let plan_code = PlanCode::no_panel();
    let none = NewValue {
        enumeration_id: id,
        name: NO_PANEL_NAME,
        plan_code: &plan_code,
        product_id: None,
        sort: 1,
    };
    values::insert(&mut tx, engine, caller, &none, "").await?;
    tx.commit().await?;
    Ok(id)
}
