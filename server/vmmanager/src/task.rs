use crate::{
    Called, Client,
    client::Call,
    decode::{filter::Filter, node::Node},
};

/// How far a task is (`docs/protocols/vmmanager.md` §2.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// Not listed yet, as right after the request that began it: ask again.
    NotListedYet,
    /// In progress.
    Running {
        /// The state in VMmanager's word.
        status: String,
    },
    /// Done.
    Complete,
    /// Failed.
    Failed {
        /// VMmanager's words, where it gives any.
        words: Option<String>,
    },
}

/// A task as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// Its own id: a later task has a higher one.
    pub id: u64,
    /// The number that the reply named which began it.
    pub consul_id: u64,
    /// Its name.
    pub name: Option<String>,
}

/// The names of tasks that are known; the name of a recipe's task is not among them
/// (`docs/protocols/vmmanager.md` §2.4).
const KNOWN_NAMES: [&str; 9] = [
    "host_create",
    "host_start",
    "host_stop",
    "host_restart",
    "host_delete",
    "host_reinstall",
    "host_change_params",
    "disk_resize",
    "ip_change",
];

impl TaskRow {
    fn read(row: Node<'_>) -> Option<Self> {
        Some(Self {
            id: row.number_at("id")?,
            consul_id: row.number_at("consul_id")?,
            name: row.filled("name"),
        })
    }

    /// Whether it may be a recipe's: its name is not one of another act.
    pub fn may_be_a_recipe(&self) -> bool {
        self.name.as_deref().is_none_or(|name| !KNOWN_NAMES.contains(&name))
    }
}

/// The tasks with a known name; one number may stand for several tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskName {
    /// A server is made.
    HostCreate,
    /// A server is started.
    HostStart,
    /// A server is stopped.
    HostStop,
    /// A server is deleted.
    HostDelete,
}

impl TaskName {
    fn as_str(self) -> &'static str {
        match self {
            Self::HostCreate => "host_create",
            Self::HostStart => "host_start",
            Self::HostStop => "host_stop",
            Self::HostDelete => "host_delete",
        }
    }
}

impl Client {
    /// Looks at the task that a reply named (`task`, which is the `consul_id` and not the task's own id). Without a
    /// name, several tasks of the same number are done when all are.
    pub async fn task(&self, consul_id: u64, name: Option<TaskName>) -> Called<TaskState> {
        let number = Filter::quoted_number("consul_id", consul_id);
        let filter = match name.and_then(|name| Filter::eq("name", name.as_str())) {
            Some(name) => number.and(name),
            None => number,
        };
        self.call(Call::list("/vm/v3/task", filter), |reply| {
            let is_ours = |row: &Node<'_>| {
                row.number_at("consul_id") == Some(consul_id)
                    && name.is_none_or(|name| row.filled("name").is_none_or(|said| said == name.as_str()))
            };
            let states = reply.list()?.into_iter().filter(is_ours).map(TaskState::read);
            Ok(states.reduce(TaskState::worse).unwrap_or(TaskState::NotListedYet))
        })
        .await
    }
}

impl Client {
    /// Lists the tasks, of every server.
    pub async fn tasks(&self) -> Called<Vec<TaskRow>> {
        let read = |reply: Node<'_>| Ok(reply.list()?.into_iter().filter_map(TaskRow::read).collect());
        self.call(Call::get("/vm/v3/task"), read).await
    }
}

impl TaskState {
    fn read(row: Node<'_>) -> Self {
        let status = row.filled("status").unwrap_or_default();
        match status.as_str() {
            "complete" => Self::Complete,
            "fail" => {
                let nested = row.field("error").and_then(|error| error.filled("msg"));
                let flat =
                    ["error", "message", "reason", "defer_reason"].iter().find_map(|key| row.filled(key));
                Self::Failed { words: nested.or(flat) }
            }
            _ => Self::Running { status },
        }
    }

    fn worse(self, other: Self) -> Self {
        let rank = |state: &Self| match state {
            Self::NotListedYet | Self::Complete => 0,
            Self::Running { .. } => 1,
            Self::Failed { .. } => 2,
        };
        if rank(&other) > rank(&self) { other } else { self }
    }
}
