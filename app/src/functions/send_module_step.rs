use leptos::prelude::*;

use crate::failure::Failure;
use crate::typed::Typed;

/// Sends a step of the wizard that adds a processing module: on, back, or to its end. What was typed is kept whatever
/// it is; the password is sealed with it.
#[server(prefix = "/fn", endpoint = "send_module_step")]
pub async fn send_module_step(
    /// The draft.
    #[server(default)]
    draft: String,
    /// The step.
    #[server(default)]
    step: String,
    /// `next`, `back` or `finish`.
    #[server(default)]
    go: String,
    /// The password as typed; empty for the one that was entered before.
    #[server(default)]
    password: String,
    /// Everything else.
    #[server(flatten)]
    typed: Typed,
) -> Result<(), Failure> {
    use domain::ModuleStep;
    use domain::access::Action;
    use engine::actions::{Finished, finish_draft, keep_step, send_step};

    use crate::{flash, pages::address, texts::texts, visitor};

    let caller = visitor::require(Action::ManageModules).await?.caller;
    let engine = visitor::engine()?;
    let step: ModuleStep = step.parse().map_err(|_| Failure::NotFound)?;
    let (fields, password) = (typed.all(), Some(password.into()));
    let sent = match go.as_str() {
        "back" => keep_step(&engine, caller, &draft, step, fields, password)
            .await
            .map(|_| address::module_step(&draft, step.previous().unwrap_or(step))),
        "finish" => match finish_draft(&engine, caller, &draft, fields).await {
            Ok(Finished::Added(id)) => {
                // The next pages to be opened choose from what it sells and has.
                engine::actions::refresh_module(&engine, caller, id).await?;
                flash::leave_notice(texts().modules.added).await?;
                Ok(address::module(id))
            }
            Ok(Finished::Unchecked) => Ok(address::module_step(&draft, ModuleStep::Connection)),
            Err(error) => Err(error),
        },
        _ => send_step(&engine, caller, &draft, step, fields, password)
            .await
            .map(|next| address::module_step(&draft, next)),
    };
    match flash::refused(sent)? {
        Ok(next) => leptos_axum::redirect(&next),
        Err(refused) => {
            flash::leave_refused("module-draft", refused.typed_all(&typed)).await?;
            leptos_axum::redirect(&address::module_step(&draft, step));
        }
    }
    Ok(())
}
