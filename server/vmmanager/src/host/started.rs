use crate::{Error, decode::node::Node};

/// Work that VMmanager began: store both numbers before asking how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The server.
    pub host: u64,
    /// The number to ask [`Client::task`](crate::Client::task) for; absent where there was nothing to do.
    pub task: Option<u64>,
    /// The numbers of the recipes' tasks.
    pub recipe_tasks: Vec<u64>,
}

impl Started {
    /// Reads `{id, task, recipe_task, recipe_task_list}`; the server's number is known beforehand for all but its
    /// creation.
    pub(crate) fn read(reply: Node<'_>, host: Option<u64>) -> Result<Self, Error> {
        let said = reply.number_at("id").or(host);
        let host = said.ok_or_else(|| Error::malformed("the reply names no server"))?;
        let mut recipe_tasks = reply.ids("recipe_task_list");
        recipe_tasks.extend(reply.number_at("recipe_task").filter(|task| *task != 0));
        recipe_tasks.sort_unstable();
        recipe_tasks.dedup();
        Ok(Self { host, task: reply.number_at("task").filter(|task| *task != 0), recipe_tasks })
    }
}
