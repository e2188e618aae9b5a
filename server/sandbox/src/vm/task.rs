//! Tasks: what a reply calls a task is its consul id (`docs/protocols/vmmanager.md` §2.4).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Context, Outcome, failure::Failure, host::State, listed};
use crate::{clock, faults::What, world::World};

/// What a task does to its VM when it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Work {
    Create,
    Start,
    Stop,
    Restart,
    Delete,
    Recipe(u64),
    /// Another system.
    Reinstall,
    /// Other resources or another password.
    Change,
    /// A larger disk.
    Resize,
    /// More addresses.
    Addresses,
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Progress {
    Running,
    Complete,
    Fail,
}

/// One task.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Task {
    /// The task manager's id.
    pub id: u64,
    /// The id that replies name.
    pub consul_id: u64,
    pub host: u64,
    pub work: Work,
    pub progress: Progress,
    /// Machine time (milliseconds) at which it is over.
    pub ready_at: i64,
    pub will_fail: bool,
    /// Look-ups that do not list it yet.
    pub hidden: u32,
}

impl Task {
    pub(crate) fn is_over(&self) -> bool {
        self.progress != Progress::Running
    }

    fn name(&self) -> &'static str {
        match self.work {
            Work::Create => "host_create",
            Work::Start => "host_start",
            Work::Stop => "host_stop",
            Work::Restart => "host_restart",
            Work::Delete => "host_delete",
            Work::Recipe(_) => "host_run_recipe",
            Work::Reinstall => "host_reinstall",
            Work::Change => "host_change_params",
            Work::Resize => "disk_resize",
            Work::Addresses => "ip_change",
        }
    }

    fn status(&self) -> &'static str {
        match self.progress {
            Progress::Running => "running",
            Progress::Complete => "complete",
            Progress::Fail => "fail",
        }
    }
}

/// Fields that a filter may name.
const FIELDS: &[&str] = &["id", "consul_id", "name", "status"];

/// The first id and the first consul id: no number is ever both.
const FIRST_ID: u64 = 20_001;
const FIRST_CONSUL_ID: u64 = 7_000_001;

pub(crate) fn list(context: &mut Context<'_>) -> Outcome {
    let condition = context.filter(FIELDS)?;
    let field = |task: &Task, name: &str| match name {
        "id" => task.id.to_string(),
        "consul_id" => task.consul_id.to_string(),
        "name" => task.name().to_owned(),
        _ => task.status().to_owned(),
    };
    let is_meant = |task: &&Task| condition.as_ref().is_none_or(|c| c.holds(&|name: &str| field(task, name)));
    let (hidden, shown): (Vec<Task>, Vec<Task>) =
        context.world.tasks.values().filter(is_meant).cloned().partition(|task| task.hidden > 0);
    for mut task in hidden {
        task.hidden -= 1;
        context.world.save_task(task);
    }
    let is_unheard_of = context.what == Some(&What::UnknownWords);
    let row = |task: &Task| {
        let mut row = row(task);
        if is_unheard_of {
            row["status"] = json!("postponed");
        }
        row
    };
    Ok(listed(shown.iter().map(row).collect()))
}

fn row(task: &Task) -> Value {
    json!({
        "id": task.id,
        "consul_id": task.consul_id,
        "name": task.name(),
        "status": task.status(),
        "defer_reason": "",
    })
}

/// By the task manager's id; a consul id is not found here.
pub(crate) fn card(context: &mut Context<'_>, id: &str) -> Outcome {
    let id: u64 = id.parse().map_err(|_| Failure::not_found())?;
    context.world.tasks.get(&id).map(row).ok_or_else(Failure::not_found)
}

/// Ends a running task as a failure, by the task manager's id.
pub(crate) fn abort(context: &mut Context<'_>, id: u64) -> Outcome {
    let mut task = context.world.tasks.get(&id).cloned().ok_or_else(Failure::not_found)?;
    if task.is_over() {
        return Err(Failure::invalid("id", "the task is over"));
    }
    task.progress = Progress::Fail;
    context.world.save_task(task);
    Ok(json!({"id": id}))
}

impl Context<'_> {
    /// Begins a task for a VM and returns its consul id.
    pub(crate) fn begin(&mut self, work: Work, host: u64) -> u64 {
        let number = self.world.tasks.len() as u64;
        let create = i64::try_from(self.world.config.vm_create.as_millis()).unwrap_or(i64::MAX);
        let duration = match (self.what, work) {
            (Some(What::SlowTask { ms }), _) => *ms,
            (_, Work::Create) => create,
            _ => create / 4,
        };
        // Work on one VM is done one after another.
        let busy_until = self.world.open_tasks_of(host).map(|task| task.ready_at).max().unwrap_or(0);
        let task = Task {
            id: FIRST_ID + number,
            consul_id: FIRST_CONSUL_ID + 7 * number,
            host,
            work,
            progress: Progress::Running,
            ready_at: clock::now_ms().max(busy_until) + duration,
            will_fail: match self.what {
                Some(What::TaskFail) => true,
                Some(What::RecipeFail) => matches!(work, Work::Recipe(_)),
                _ => false,
            },
            hidden: match self.what {
                Some(What::HideTask { polls }) => *polls,
                _ => self.world.config.vm_hidden_polls,
            },
        };
        let consul_id = task.consul_id;
        self.world.save_task(task);
        consul_id
    }
}

impl World {
    fn open_tasks_of(&self, host: u64) -> impl Iterator<Item = &Task> {
        let open = self.open_tasks.iter().filter_map(|id| self.tasks.get(id));
        open.filter(move |task| task.host == host)
    }

    /// A number that no VM had before.
    pub(crate) fn next_host_id(&self) -> u64 {
        self.tasks.values().map(|task| task.host).chain(self.hosts.keys().copied()).max().unwrap_or(100) + 1
    }

    /// Ends every task whose time has come.
    pub(crate) fn settle_tasks(&mut self) {
        let now = clock::now_ms();
        let open = self.open_tasks.iter().filter_map(|id| self.tasks.get(id));
        let mut due: Vec<Task> = open.filter(|task| task.ready_at <= now).cloned().collect();
        due.sort_by_key(|task| (task.ready_at, task.id));
        for mut task in due {
            task.progress = if task.will_fail { Progress::Fail } else { Progress::Complete };
            if !task.will_fail {
                self.work_done(&task);
            }
            self.save_task(task);
        }
    }

    fn work_done(&mut self, task: &Task) {
        let Some(mut host) = self.hosts.get(&task.host).cloned() else { return };
        match task.work {
            Work::Change | Work::Resize | Work::Addresses => return,
            Work::Create | Work::Start | Work::Restart | Work::Reinstall => host.state = State::Active,
            Work::Stop => host.state = State::Stopped,
            Work::Recipe(recipe) => host.recipes.push(recipe),
            Work::Delete => return self.remove_host(task.host),
        }
        self.save_host(host);
    }
}
