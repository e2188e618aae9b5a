//! What somebody does to machines by hand.

use super::{Act, Meant, Which};
use crate::{
    vm::{
        address,
        host::{Host, State},
    },
    world::World,
};

pub(super) fn act(world: &mut World, act: &Act, meant: &Meant) -> Result<(), String> {
    match act {
        Act::DeleteVm { vm } => {
            let host = picked(world, vm, meant)?;
            world.remove_host(host.id);
            Ok(())
        }
        Act::ReaddressVm { vm, ip } => {
            let mut host = picked(world, vm, meant)?;
            if world.used_addresses.contains(ip) {
                return Err("another machine has this address".to_owned());
            }
            world.used_addresses.remove(&host.ip);
            host.ip.clone_from(ip);
            world.save_host(host);
            Ok(())
        }
        Act::RenameVm { vm, name } => change(world, vm, meant, |host| host.name.clone_from(name)),
        Act::StopVm { vm } => change(world, vm, meant, |host| host.state = State::Stopped),
        Act::StartVm { vm } => change(world, vm, meant, |host| host.state = State::Active),
        Act::GiveVm { vm, user } => {
            let owner = world.users.values().find(|known| known.email == *user).map(|known| known.id);
            let owner = owner.ok_or("there is no such user")?;
            change(world, vm, meant, |host| host.account = owner)
        }
        Act::CreateVm { name } => {
            let name = name.clone().or_else(|| meant.name.clone()).ok_or("the machine needs a name")?;
            let host = Host { ip: address::take(world, &[]), ..Host::by_hand(world.next_host_id(), &name) };
            world.save_host(host);
            Ok(())
        }
        _ => Err("this is not done to machines".to_owned()),
    }
}

fn picked(world: &World, which: &Which, meant: &Meant) -> Result<Host, String> {
    let all = world.hosts.values().map(|host| (host.id, host.name.as_str()));
    let id = which.pick(all, meant).ok_or("there is no such machine")?;
    world.hosts.get(&id).cloned().ok_or_else(|| "there is no such machine".to_owned())
}

fn change(
    world: &mut World,
    which: &Which,
    meant: &Meant,
    change: impl FnOnce(&mut Host),
) -> Result<(), String> {
    let mut host = picked(world, which, meant)?;
    change(&mut host);
    world.save_host(host);
    Ok(())
}
