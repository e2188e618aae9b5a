//! Addresses of VMs: unique while the VM exists, given out again only after all others.

use std::net::Ipv4Addr;

use serde_json::{Value, json};

use super::{Context, Outcome};
use crate::world::World;

/// (first address, how many): the documentation networks, then a large private one.
const POOLS: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(203, 0, 113, 1), 254),
    (Ipv4Addr::new(198, 51, 100, 1), 254),
    (Ipv4Addr::new(192, 0, 2, 1), 254),
    (Ipv4Addr::new(10, 64, 0, 1), (1 << 20) - 2),
];

fn size() -> u64 {
    POOLS.iter().map(|(_, count)| u64::from(*count)).sum()
}

fn nth(place: u64) -> Ipv4Addr {
    let mut left = u32::try_from(place % size()).unwrap_or(0);
    for (first, count) in POOLS {
        if left < *count {
            return Ipv4Addr::from(u32::from(*first) + left);
        }
        left -= count;
    }
    Ipv4Addr::UNSPECIFIED
}

/// The next address that no VM has, and that is none of `taken`.
pub(crate) fn take(world: &mut World, taken: &[&str]) -> String {
    let mut place = world.next_address;
    // There are far more addresses than VMs that fit into memory.
    let is_taken =
        |address: String| world.used_addresses.contains(&address) || taken.contains(&address.as_str());
    while is_taken(nth(place).to_string()) {
        place += 1;
    }
    world.save_next_address(place + 1);
    nth(place).to_string()
}

pub(crate) fn list(context: &mut Context<'_>, id: u64) -> Outcome {
    let host = context.host(id)?;
    let row = |(place, ip): (u64, &String)| {
        json!({
        "id": host.id + 900 + place * 1_000_000,
        "ip_addr": ip,
        "domain": host.domain,
        "gateway": "198.18.0.1",
        "mask": "255.255.255.255",
        "state": "used",
        "family": 4,
        "ippool": 1,
        "network": 1,
        "host": {"id": host.id, "name": host.name, "interface": "eth0"},
        "cluster_interface": 1,
        "vxlan": null,
        })
    };
    let rows: Vec<Value> = (0..).zip(host.ips()).map(row).collect();
    Ok(json!({"last_notify": 1, "size": rows.len(), "list": rows}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_documentation_networks_comes_the_large_one() {
        assert_eq!(nth(0).to_string(), "203.0.113.1");
        assert_eq!(nth(254).to_string(), "198.51.100.1");
        assert_eq!(nth(3 * 254).to_string(), "10.64.0.1");
        assert_eq!(nth(size() - 1).to_string(), "10.79.255.254");
        assert_eq!(nth(size()), nth(0));
    }
}
