//! Virtual machines, which VMmanager calls hosts (`docs/protocols/vmmanager.md` §2.5).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Context, Outcome, catalogue, failure::Failure, listed};
use crate::world::World;

/// One VM.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Host {
    pub id: u64,
    pub name: String,
    pub comment: String,
    pub domain: String,
    pub account: u64,
    pub cluster: u64,
    pub os: u64,
    pub cpu_number: u64,
    pub ram_mib: u64,
    pub hdd_mib: u64,
    pub ip: String,
    pub state: State,
    /// Recipes that ran on it.
    pub recipes: Vec<u64>,
}

/// The states that were seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Creating,
    Active,
    Stopped,
}

/// Fields that a filter may name.
const FIELDS: &[&str] =
    &["id", "name", "comment", "domain", "state", "account.id", "account.email", "cluster.id", "node.id"];

fn email(world: &World, host: &Host) -> String {
    world.users.get(&host.account).map(|user| user.email.clone()).unwrap_or_default()
}

fn state_word(host: &Host) -> &'static str {
    match host.state {
        State::Creating => "creating",
        State::Active => "active",
        State::Stopped => "stopped",
    }
}

fn field(world: &World, host: &Host, name: &str) -> String {
    match name {
        "id" => host.id.to_string(),
        "name" => host.name.clone(),
        "comment" => host.comment.clone(),
        "domain" => host.domain.clone(),
        "state" => state_word(host).to_owned(),
        "account.id" => host.account.to_string(),
        "account.email" => email(world, host),
        "cluster.id" => host.cluster.to_string(),
        _ => catalogue::NODE.to_string(),
    }
}

pub(crate) fn list(context: &mut Context<'_>) -> Outcome {
    let condition = context.filter(FIELDS)?;
    let world = &*context.world;
    let is_meant =
        |host: &&Host| condition.as_ref().is_none_or(|c| c.holds(&|name: &str| field(world, host, name)));
    Ok(listed(world.hosts.values().filter(is_meant).map(|host| row(world, host)).collect()))
}

fn row(world: &World, host: &Host) -> Value {
    let os = catalogue::os_name(host.os);
    json!({
        "id": host.id,
        "name": host.name,
        "state": host.state,
        "domain": host.domain,
        "comment": host.comment,
        "disabled": host.state == State::Stopped,
        "uptime": 0,
        "rescue_mode": false,
        "account": {"id": host.account, "email": email(world, host)},
        "cluster": {"id": host.cluster, "name": catalogue::cluster_name(host.cluster)},
        "node": {"id": catalogue::NODE, "name": "node1", "ip_addr": "198.18.0.10"},
        "disk": {"id": host.id + 500, "disk_mib": host.hdd_mib},
        "cpu_number": host.cpu_number,
        "ram_mib": host.ram_mib,
        "ip4": [{"ip": host.ip, "interface": "eth0"}],
        "ip6": [],
        "os": {"id": host.os, "name": os},
        "os_name": os,
        "os_group": "linux",
        "tags": [],
        "net_is_synced": true,
    })
}

pub(crate) fn card(context: &mut Context<'_>, id: u64) -> Outcome {
    let host = context.host(id)?;
    Ok(json!({
        "id": host.id,
        "internal_name": format!("{}_{}", host.id, host.name),
        "node": catalogue::NODE,
        "name": host.name,
        "state": host.state,
        "cpu_number": host.cpu_number,
        "ram_mib": host.ram_mib,
        "expand_part": "",
        "net_is_synced": true,
        "ip_automation": null,
    }))
}

/// A new name or comment.
pub(crate) fn rename(context: &mut Context<'_>, id: u64) -> Outcome {
    let mut host = context.host(id)?;
    let body = context.ask.properties()?;
    body.only(&["name", "comment"])?;
    if let Some(name) = body.text("name")? {
        name.clone_into(&mut host.name);
    }
    if let Some(comment) = body.text("comment")? {
        comment.clone_into(&mut host.comment);
    }
    context.world.save_host(host);
    Ok(json!({"id": id}))
}

/// Another owner.
pub(crate) fn give(context: &mut Context<'_>, id: u64) -> Outcome {
    let mut host = context.host(id)?;
    let body = context.ask.properties()?;
    body.only(&["account"])?;
    host.account = body.needed_number("account")?;
    if !context.world.users.contains_key(&host.account) {
        return Err(Failure::invalid("account", "there is no such user"));
    }
    context.world.save_host(host);
    Ok(json!({"id": id}))
}

impl Context<'_> {
    pub(crate) fn host(&self, id: u64) -> Result<Host, Failure> {
        self.world.hosts.get(&id).cloned().ok_or_else(Failure::not_found)
    }
}
