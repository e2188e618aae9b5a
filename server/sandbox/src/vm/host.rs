//! Virtual machines, which VMmanager calls hosts (`docs/protocols/vmmanager.md` §2.5).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Context, Outcome, catalogue, failure::Failure, listed};
use crate::{faults::What, world::World};

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
    /// The addresses it was given beside the first.
    #[serde(default)]
    pub more_ips: Vec<String>,
    pub state: State,
    /// Recipes that ran on it.
    pub recipes: Vec<u64>,
}

impl Host {
    /// A small machine that somebody made by hand, without an address yet.
    pub(crate) fn by_hand(id: u64, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            comment: String::new(),
            domain: String::new(),
            account: super::token::ADMIN,
            cluster: catalogue::CLUSTER,
            os: 1,
            cpu_number: 1,
            ram_mib: 1024,
            hdd_mib: 20_480,
            ip: String::new(),
            more_ips: Vec::new(),
            state: State::Active,
            recipes: Vec::new(),
        }
    }
}

/// The states that were seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Creating,
    Active,
    Stopped,
}

impl Host {
    /// Its addresses, the main one first.
    pub(crate) fn ips(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.ip).chain(&self.more_ips)
    }
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
    let is_unheard_of = context.what == Some(&What::UnknownWords);
    let row = |host: &Host| {
        let mut row = row(world, host);
        if is_unheard_of {
            row["state"] = json!("migrating");
        }
        row
    };
    Ok(listed(world.hosts.values().filter(is_meant).map(row).collect()))
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
        "ip4": host.ips().map(|ip| json!({"ip": ip, "interface": "eth0"})).collect::<Vec<_>>(),
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
