//! What waits for a person.

use domain::access::Action;
use store::tasks::{self, Task};

use crate::{Caller, Engine, Result};

/// A page of open tasks.
#[derive(Debug)]
pub struct TasksPage {
    /// The page, oldest first.
    pub tasks: Vec<Task>,
    /// All that are open.
    pub total: i64,
}

/// Reads a page of open tasks.
pub async fn tasks(engine: &Engine, caller: Caller, limit: i64, offset: i64) -> Result<TasksPage> {
    caller.may(Action::SeeStaffPages)?;
    let total = tasks::count_open(engine.db()).await?;
    Ok(TasksPage { tasks: tasks::open(engine.db(), limit, offset).await?, total })
}

/// How many tasks are open, for the navigation.
pub async fn open_tasks(engine: &Engine, caller: Caller) -> Result<i64> {
    caller.may(Action::SeeStaffPages)?;
    Ok(tasks::count_open(engine.db()).await?)
}
