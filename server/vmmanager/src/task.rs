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
