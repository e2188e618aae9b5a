use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Takes a value to another place of its enumeration.
#[server(prefix = "/fn", endpoint = "move_value")]
pub async fn move_value(
    /// The value and its new place: `12:3`.
    #[server(default)]
    to: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::{EnumerationId, ValueId, access::Action};

    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let list: EnumerationId = typed.get("enumeration").parse().map_err(|_| Failure::NotFound)?;
    let parts = to.split_once(':').and_then(|(id, place)| Some((id.parse().ok()?, place.parse().ok()?)));
    let (id, place): (ValueId, i64) = parts.ok_or(Failure::NotFound)?;
    let order = typed.number("order_version");
    let moved = engine::actions::move_value(&visitor::engine()?, caller, id, place, order).await;
    if flash::refused(moved)?.is_err() {
        flash::leave_warning(texts().values.reordered).await?;
    }
    let page = typed.number("page").max(1);
    leptos_axum::redirect(&format!("{}?page={page}#value-{id}", address::values(list)));
    Ok(())
}
