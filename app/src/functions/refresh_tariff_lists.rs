use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Reads what a VMmanager offers again, now, and comes back to a plan's form as it was typed.
#[server(prefix = "/fn", endpoint = "refresh_tariff_lists")]
pub async fn refresh_tariff_lists(
    /// The plan; nothing for a new one.
    #[server(default)]
    id: String,
    /// The module.
    #[server(default)]
    refresh: String,
    /// The form.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::TariffId;
    use domain::access::Action;

    use crate::flash::{self, Refused};
    use crate::pages::address;
    use crate::{texts::texts, visitor};

    let caller = visitor::require(Action::ManageProducts).await?.caller;
    let module = refresh.parse().map_err(|_| Failure::NotFound)?;
    let (form, back) = match id.as_str() {
        "" => ("add_tariff", format!("{}/add", address::TARIFFS)),
        id => ("edit_tariff", address::tariff(id.parse::<TariffId>().map_err(|_| Failure::NotFound)?)),
    };
    engine::actions::refresh_vm_lists(&visitor::engine()?, caller, module).await?;
    flash::leave_refused(form, Refused::nothing(&typed)).await?;
    flash::leave_notice(texts().tariff_form.refreshed).await?;
    leptos_axum::redirect(&back);
    Ok(())
}
