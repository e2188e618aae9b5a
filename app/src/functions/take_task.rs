use leptos::prelude::*;

use crate::failure::Failure;

/// Says who is on a task: I, or nobody.
#[server(prefix = "/fn", endpoint = "take_task")]
pub async fn take_task(
    /// The task.
    #[server(default)]
    task: String,
    /// `take` or `hand_back`.
    #[server(default)]
    decision: String,
) -> Result<(), Failure> {
    use domain::{TaskId, access::Action};

    use crate::{flash, texts::texts, visitor};

    let caller = visitor::require(Action::DecideOperations).await?.caller;
    let task: TaskId = task.parse().map_err(|_| Failure::NotFound)?;
    let engine = visitor::engine()?;
    let told = match decision.as_str() {
        "take" => {
            engine::actions::take_task(&engine, caller, task).await?;
            texts().work.taken
        }
        "hand_back" => {
            engine::actions::hand_back_task(&engine, caller, task).await?;
            texts().work.handed_back
        }
        _ => return Err(Failure::NotFound),
    };
    flash::leave_notice(told).await?;
    let back = visitor::came_from().filter(|page| page.starts_with("/staff/tasks"));
    leptos_axum::redirect(back.as_deref().unwrap_or("/staff/tasks"));
    Ok(())
}
