use leptos::prelude::*;

use crate::failure::Failure;

/// Leads from a tariff plan to the import of its panels' enumeration from the license server's price list; it changes
/// nothing.
#[server(prefix = "/fn", endpoint = "import_panels")]
pub async fn import_panels(
    /// The plan.
    #[server(default)]
    id: String,
) -> Result<(), Failure> {
    use domain::access::Action;

    use super::tariff_fields::chosen;
    use crate::pages::address;
    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::SeeStaffPages).await?.caller;
    let Some(id) = chosen(&id).await? else { return Ok(()) };
    match engine::reads::tariff_enumeration(&visitor::engine()?, caller, id).await? {
        Some(enumeration) => leptos_axum::redirect(&address::import_values(enumeration)),
        None => {
            flash::leave_warning(texts().tariffs.no_import).await?;
            leptos_axum::redirect(&format!("{}/options", address::tariff(id)));
        }
    }
    Ok(())
}
