//! What waits for a person.

use domain::ModuleId;
use domain::access::Action;
use store::tasks::list::{self, Reason, Task, Wanted};

use super::operations::module_names;
use crate::{Caller, Engine, Result};

/// A page of open tasks.
#[derive(Debug)]
pub struct TasksPage {
    /// The page, oldest first.
    pub tasks: Vec<Task>,
    /// All that match.
    pub total: i64,
    /// Every open task by its reason, the most frequent first.
    pub reasons: Vec<Reason>,
    /// The processing modules that can be asked for.
    pub modules: Vec<(ModuleId, String)>,
    /// The machine's time, in milliseconds, from which ages are counted.
    pub now_ms: i64,
}

/// Which tasks, and how old they must be at least.
#[derive(Debug, Clone, Copy, Default)]
pub struct TasksWanted<'a> {
    /// Everything but the age.
    pub list: Wanted<'a>,
    /// Only tasks that are at least so old, in hours.
    pub hours: Option<i64>,
}

/// Reads a page of open tasks.
pub async fn tasks(engine: &Engine, caller: Caller, wanted: &TasksWanted<'_>) -> Result<TasksPage> {
    caller.may(Action::SeeStaffPages)?;
    let now_ms = engine.clock().now_ms();
    let before_ms = wanted.hours.map(|hours| now_ms - hours.saturating_mul(60 * 60 * 1000));
    let (tasks, total) = list::page(engine.db(), &Wanted { before_ms, ..wanted.list }).await?;
    Ok(TasksPage {
        tasks,
        total,
        reasons: list::reasons(engine.db()).await?,
        modules: module_names(engine).await?,
        now_ms,
    })
}
