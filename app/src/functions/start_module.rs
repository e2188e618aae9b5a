use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Begins to add a processing module: the first step of the wizard, whose one-time key names the draft.
#[server(prefix = "/fn", endpoint = "start_module")]
pub async fn start_module(
    /// The form's one-time key.
    #[server(default)]
    key: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::ModuleStep;
    use domain::access::Action;

    use crate::{flash, pages::address, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let started = engine::actions::start_draft(&visitor::engine()?, caller, &key, typed.all()).await;
    match flash::refused(started)? {
        Ok(next) => leptos_axum::redirect(&address::module_step(&key, next)),
        Err(refused) if refused.problems.is_empty() => {
            flash::leave_warning(refused.about).await?;
            leptos_axum::redirect(address::ADD_MODULE);
        }
        Err(refused) => {
            flash::leave_refused("module-draft", refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&address::module_step(&key, ModuleStep::ProductType));
        }
    }
    Ok(())
}
