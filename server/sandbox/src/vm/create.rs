//! `POST /vm/v3/host`: a new VM (`docs/protocols/vmmanager.md` §2.3).

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
use crate::faults::What;

/// Every documented property.
const KNOWN: &[&str] = &[
    "name",
    "cluster",
    "node",
    "storage",
    "account",
    "domain",
    "preset",
    "os",
    "image",
    "expand_part",
    "recipe_list",
    "recipe",
    "recipe_params",
    "ignore_recipe_filters",
    "password",
    "ram_mib",
    "hdd_mib",
    "disks",
    "cpu_number",
    "net_bandwidth_mbitps",
    "ip_addr",
    "ipv6_enabled",
    "ipv6_pool",
    "ipv6_prefix",
    "ipv4_pool",
    "ipv4_number",
    "comment",
    "interfaces",
    "custom_interfaces",
    "cpu_mode",
    "nesting",
    "cpu_custom_model",
    "cpu_weight",
    "io_read_mbitps",
    "io_write_mbitps",
    "io_read_iops",
    "io_write_iops",
    "net_in_mbitps",
    "net_out_mbitps",
    "net_weight",
    "anti_spoofing",
    "tcp_connections_in",
    "tcp_connections_out",
    "process_number",
    "firewall_rules",
    "send_email_mode",
    "vxlan",
];

/// More addresses than this one machine is not given.
const MOST_ADDRESSES: u64 = 64;

/// Numbers that are only checked.
const NUMBERS: &[&str] = &[
    "node",
    "storage",
    "net_bandwidth_mbitps",
    "ipv4_number",
    "net_in_mbitps",
    "net_out_mbitps",
    "ipv6_prefix",
];

pub(crate) fn create(context: &mut Context<'_>) -> Outcome {
    let body = context.ask.properties()?;
    body.only(KNOWN)?;
    for name in NUMBERS {
        body.number(name)?;
    }
    let recipes = recipe::of_order(&body)?;
    let host = read(context, &body)?;
    // The main address first: nobody may count on the order in which VMmanager lists the others.
    let addresses = body.number("ipv4_number")?.unwrap_or(1);
    if !(1..=MOST_ADDRESSES).contains(&addresses) {
        return Err(Failure::invalid("ipv4_number", "from 1 to 64"));
    }
    let ip = address::take(context.world, &[]);
    let mut more_ips = Vec::new();
    for _ in 1..addresses {
        let taken: Vec<&str> = more_ips.iter().map(String::as_str).chain([ip.as_str()]).collect();
        let next = address::take(context.world, &taken);
        more_ips.push(next);
    }
    let host = Host { ip, more_ips, ..host };
    let id = host.id;
    context.world.save_host(host);
    let task = context.begin(Work::Create, id);
    let tasks: Vec<u64> = recipes.into_iter().map(|recipe| context.begin(Work::Recipe(recipe), id)).collect();
    if context.what == Some(&What::VmExists) {
        return Err(Failure::exists("name"));
    }
    let mut reply = json!({"id": id, "task": task, "recipe_task_list": tasks, "spice_task": task + 4});
    if let (Some(first), Value::Object(reply)) = (tasks.first(), &mut reply) {
        reply.insert("recipe_task".to_owned(), json!(first));
    }
    Ok(reply)
}

fn read(context: &Context<'_>, body: &Properties) -> Result<Host, Failure> {
    let name = body.needed_text("name")?;
    if name.len() > 64 || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
        return Err(Failure::invalid("name", "letters, digits, '-', '_' and '.' only, at most 64"));
    }
    body.needed_text("password")?;
    let os = match (body.number("os")?, body.number("image")?) {
        (Some(os), None) | (None, Some(os)) => os,
        _ => return Err(Failure::invalid("os", "either os or image is required")),
    };
    if !catalogue::has_os(os) {
        return Err(Failure::invalid("os", "there is no such system"));
    }
    let cluster = body.number("cluster")?.unwrap_or(catalogue::CLUSTER);
    if !catalogue::has_cluster(cluster) {
        return Err(Failure::invalid("cluster", "there is no such cluster"));
    }
    let account = body.number("account")?.unwrap_or(context.user);
    if !context.world.users.contains_key(&account) {
        return Err(Failure::invalid("account", "there is no such user"));
    }
    let (cpu_number, ram_mib, hdd_mib) = resources(body)?;
    let domain = body.text("domain")?.unwrap_or_default();
    if domain.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(Failure::invalid("domain", "small letters only"));
    }
    Ok(Host {
        id: context.world.next_host_id(),
        name: name.to_owned(),
        comment: body.text("comment")?.unwrap_or_default().to_owned(),
        domain: domain.to_owned(),
        account,
        cluster,
        os,
        cpu_number,
        ram_mib,
        hdd_mib,
        ip: String::new(),
        more_ips: Vec::new(),
        state: State::Creating,
        recipes: Vec::new(),
    })
}

/// Of the preset, or each by itself; both together are refused.
fn resources(body: &Properties) -> Result<(u64, u64, u64), Failure> {
    if let Some(preset) = body.number("preset")? {
        if let Some(name) =
            ["cpu_number", "ram_mib", "hdd_mib"].iter().find(|name| body.0.contains_key(**name))
        {
            return Err(Failure::unexpected(name));
        }
        return catalogue::preset(preset)
            .ok_or_else(|| Failure::invalid("preset", "there is no such preset"));
    }
    let disk = match body.list("disks")?.first() {
        Some(disk) => disk.get("size_mib").and_then(Value::as_u64),
        None => body.number("hdd_mib")?,
    };
    let disk = disk.ok_or_else(|| Failure::invalid("hdd_mib", "it is required"))?;
    Ok((body.needed_number("cpu_number")?, body.needed_number("ram_mib")?, disk))
}
