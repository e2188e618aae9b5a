//! Changing VMs: resources, disk, password, system, addresses (`docs/protocols/vmmanager.md` §2.6, §2.7).

use serde_json::{Value, json};

use super::{
    Context, Outcome, address,
    body::Properties,
    catalogue,
    failure::Failure,
    host::{Host, State},
    recipe,
    task::Work,
};

/// What a VM's disk has for an id beside the VM's own.
const DISK: u64 = 500;

/// Processors, memory, network. A running VM only grows, unless it may be stopped for it.
pub(crate) fn resource(context: &mut Context<'_>, id: u64) -> Outcome {
    let mut host = ready(context, id)?;
    let body = context.ask.properties()?;
    body.only(&[
        "cpu_number",
        "ram_mib",
        "net_bandwidth_mbitps",
        "net_in_mbitps",
        "net_out_mbitps",
        "firewall_rules",
        "defer",
    ])?;
    for name in ["net_bandwidth_mbitps", "net_in_mbitps", "net_out_mbitps"] {
        body.number(name)?;
    }
    let cpu_number = body.number("cpu_number")?.unwrap_or(host.cpu_number);
    let ram_mib = body.number("ram_mib")?.unwrap_or(host.ram_mib);
    let shrinks = cpu_number < host.cpu_number || ram_mib < host.ram_mib;
    if shrinks && host.state == State::Active && !is_deferred(&body)? {
        return Err(Failure::invalid("defer", "a running machine only grows"));
    }
    (host.cpu_number, host.ram_mib) = (cpu_number, ram_mib);
    context.world.save_host(host);
    begun(context, Work::Change, id)
}

fn is_deferred(body: &Properties) -> Result<bool, Failure> {
    match body.0.get("defer") {
        None => Ok(false),
        Some(defer) if defer["action"] == "host_stop" => Ok(true),
        Some(_) => Err(Failure::invalid("defer", "host_stop is the only action")),
    }
}

/// Disks only grow.
pub(crate) fn disk(context: &mut Context<'_>, disk: u64) -> Outcome {
    let id = disk.checked_sub(DISK).ok_or_else(Failure::not_found)?;
    let mut host = ready(context, id)?;
    let body = context.ask.properties()?;
    body.only(&["size_mib"])?;
    let size = body.needed_number("size_mib")?;
    if size < host.hdd_mib {
        return Err(Failure::invalid("size_mib", "a disk only grows"));
    }
    host.hdd_mib = size;
    context.world.save_host(host);
    begun(context, Work::Resize, id)
}

pub(crate) fn password(context: &mut Context<'_>, id: u64) -> Outcome {
    ready(context, id)?;
    let body = context.ask.properties()?;
    body.only(&["password"])?;
    body.needed_text("password")?;
    begun(context, Work::Change, id)
}

/// Another system, with recipes as in an order.
pub(crate) fn reinstall(context: &mut Context<'_>, id: u64) -> Outcome {
    let mut host = ready(context, id)?;
    let body = context.ask.properties()?;
    body.only(&["os", "password", "send_email_mode", "recipe", "recipe_list", "recipe_params"])?;
    body.needed_text("password")?;
    let os = body.needed_number("os")?;
    if !catalogue::has_os(os) {
        return Err(Failure::invalid("os", "there is no such system"));
    }
    let recipes = recipe::of_order(&body)?;
    host.os = os;
    host.recipes.clear();
    context.world.save_host(host);
    let task = context.begin(Work::Reinstall, id);
    let tasks: Vec<u64> = recipes.into_iter().map(|recipe| context.begin(Work::Recipe(recipe), id)).collect();
    Ok(json!({"id": id, "task": task, "recipe_task_list": tasks, "recipe_task": tasks.first()}))
}

/// More addresses.
pub(crate) fn more_addresses(context: &mut Context<'_>, id: u64) -> Outcome {
    let mut host = ready(context, id)?;
    let body = context.ask.properties()?;
    body.only(&["ipv4_number", "ipv4_pool"])?;
    let more = body.needed_number("ipv4_number")?;
    if more > 64 {
        return Err(Failure::invalid("ipv4_number", "from 1 to 64"));
    }
    for _ in 0..more {
        let taken: Vec<&str> = host.more_ips.iter().map(String::as_str).collect();
        let next = address::take(context.world, &taken);
        host.more_ips.push(next);
    }
    context.world.save_host(host);
    begun(context, Work::Addresses, id)
}

fn ready(context: &Context<'_>, id: u64) -> Result<Host, Failure> {
    let host = context.host(id)?;
    if host.state == State::Creating { Err(Failure::busy()) } else { Ok(host) }
}

fn begun(context: &mut Context<'_>, work: Work, id: u64) -> Outcome {
    let task = context.begin(work, id);
    Ok(json!({"id": id, "task": task}))
}

/// `GET /vm/v3/host/{id}/metadata` (§2.5).
pub(crate) fn metadata(context: &Context<'_>, id: u64) -> Outcome {
    let host = context.host(id)?;
    let addresses: Vec<Value> = host.ips().map(|ip| json!({"ip_addr": ip, "ippool_id": 1})).collect();
    Ok(json!({"metadata": {
        "name": host.name,
        "domain": host.domain,
        "internal_name": format!("{}_{}", host.id, host.name),
        "state": {"disabled": host.state == State::Stopped},
        "ipv4": addresses,
        "disks": [{"id": host.id + DISK, "size_mib": host.hdd_mib}],
        "base_resources": {"cpu_number": host.cpu_number, "ram_mib": host.ram_mib},
    }}))
}
