//! What a VM is made of: systems, clusters, presets, recipes (`docs/protocols/vmmanager.md` §2.8).

use serde_json::{Value, json};

use super::{Context, Outcome, failure::Failure, listed};

/// The cluster of a VM whose order names none.
pub(crate) const CLUSTER: u64 = 1;

/// The only node.
pub(crate) const NODE: u64 = 1;

const CLUSTERS: &[(u64, &str)] = &[(CLUSTER, "kvm"), (2, "kvm-ssd")];

const SYSTEMS: &[(u64, &str)] =
    &[(1, "Debian-12-x86_64"), (2, "Ubuntu-24.04-x86_64"), (3, "AlmaLinux-9-x86_64"), (4, "Rocky-9-x86_64")];

/// (id, name, processors, memory, disk)
const PRESETS: &[(u64, &str, u64, u64, u64)] =
    &[(1, "small", 1, 1024, 20_480), (2, "medium", 2, 4096, 40_960), (3, "large", 4, 8192, 81_920)];

/// (id, name, names of its parameters)
const RECIPES: &[(u64, &str, &[&str])] =
    &[(1, "ispmanager 6", &["license_key"]), (2, "BILLmanager 6", &["license_key"]), (3, "LAMP", &[])];

pub(crate) fn has_os(id: u64) -> bool {
    SYSTEMS.iter().any(|(os, _)| *os == id)
}

pub(crate) fn os_name(id: u64) -> &'static str {
    SYSTEMS.iter().find(|(os, _)| *os == id).map_or("", |(_, name)| name)
}

pub(crate) fn has_cluster(id: u64) -> bool {
    CLUSTERS.iter().any(|(cluster, _)| *cluster == id)
}

pub(crate) fn cluster_name(id: u64) -> &'static str {
    CLUSTERS.iter().find(|(cluster, _)| *cluster == id).map_or("", |(_, name)| name)
}

pub(crate) fn has_recipe(id: u64) -> bool {
    RECIPES.iter().any(|(recipe, ..)| *recipe == id)
}

/// Processors, memory and disk of a preset.
pub(crate) fn preset(id: u64) -> Option<(u64, u64, u64)> {
    PRESETS.iter().find(|preset| preset.0 == id).map(|(_, _, cpu, ram, disk)| (*cpu, *ram, *disk))
}

/// One of the catalogues by its name in the path; a filter knows `id` and `name`.
pub(crate) fn list(context: &mut Context<'_>, name: &str) -> Outcome {
    let mut rows: Vec<Value> = match name {
        "os" => SYSTEMS.iter().map(|os| system(os, context.shape.objects)).collect(),
        "cluster" => CLUSTERS.iter().map(|entry| cluster(context, entry)).collect(),
        "node" => vec![json!({"id": NODE, "name": "node1", "cluster": {"id": CLUSTER}})],
        "preset" => PRESETS.iter().map(preset_row).collect(),
        "ippool" => vec![ippool(context)],
        "recipe" => RECIPES.iter().map(recipe).collect(),
        _ => return Err(Failure::not_found()),
    };
    if let Some(condition) = context.filter(&["id", "name"])? {
        rows.retain(|row| {
            condition.holds(&|field: &str| match &row[field] {
                Value::String(text) => text.clone(),
                value => value.to_string(),
            })
        });
    }
    Ok(listed(rows))
}

fn system((id, name): &(u64, &str), objects: bool) -> Value {
    let clusters: Vec<Value> = CLUSTERS
        .iter()
        .map(|(id, name)| if objects { json!({"id": id, "name": name}) } else { json!(id) })
        .collect();
    json!({
        "id": id,
        "name": name,
        "state": "active",
        "clusters": clusters,
        "tags": ["linux"],
        "repository": "ISPsystem",
        "repository_id": 1,
        "os_group": "linux",
        "adminonly": false,
        "hdd_mib_required": 5120,
        "min_ram_mib": 512,
        "is_lxd_image": false,
    })
}

fn cluster(context: &Context<'_>, (id, name): &(u64, &str)) -> Value {
    json!({
        "id": id,
        "name": name,
        "virtualization_type": "kvm",
        "storage": {"id": 1},
        "storages": [{"id": 1, "name": "file"}],
        "node_count": 1,
        "host_count": context.world.hosts.values().filter(|host| host.cluster == *id).count(),
        "domain_template": "@ID@.sandbox.test",
        "ippools": [{"id": 1}],
    })
}

fn ippool(context: &Context<'_>) -> Value {
    let used = context.world.used_addresses.len();
    json!({"id": 1, "name": "main", "ipv4": {"total": 762, "used": used}, "clusters": [{"id": CLUSTER}]})
}

fn preset_row((id, name, cpu, ram, disk): &(u64, &str, u64, u64, u64)) -> Value {
    json!({"id": id, "name": name, "cpu_number": cpu, "ram_mib": ram, "hdd_mib": disk, "cpu_mode": "default"})
}

fn recipe((id, name, params): &(u64, &str, &[&str])) -> Value {
    json!({
        "id": id,
        "name": name,
        "repository": "local",
        "tags": ["linux"],
        "has_email": false,
        "access": "all",
        "params_count": params.len(),
    })
}

pub(crate) fn recipe_params(id: &str) -> Outcome {
    let found = RECIPES.iter().find(|(recipe, ..)| recipe.to_string() == id);
    let (_, _, params) = found.ok_or_else(Failure::not_found)?;
    Ok(listed(params.iter().map(|name| json!({"name": name, "required": true})).collect()))
}
