use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Saves a tariff plan.
#[server(prefix = "/fn", endpoint = "edit_tariff")]
pub async fn edit_tariff(
    /// The plan.
    #[server(default)]
    id: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::TariffId;
    use domain::access::Action;

    use super::tariff_fields::tariff_form;
    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let id: TariffId = id.parse().map_err(|_| Failure::NotFound)?;
    let form = tariff_form(&typed);
    let edited = engine::actions::edit_tariff(&visitor::engine()?, caller, id, &form).await;
    match flash::refused(edited)? {
        Ok(()) => flash::leave_notice(texts().tariff_form.saved(form.name.trim())).await?,
        Err(refused) => flash::leave_refused("edit_tariff", refused.typed_all(&typed)).await?,
    }
    leptos_axum::redirect(&address::tariff(id));
    Ok(())
}
