//! What somebody does to licenses by hand.

use super::{Act, Meant, Which};
use crate::{
    account::ChargeKind,
    billmgr::key,
    calendar,
    license::{License, Status},
    plan,
    world::World,
};

pub(super) fn act(world: &mut World, act: &Act, meant: &Meant) -> Result<(), String> {
    match act {
        Act::DeleteLicense { license } => {
            change(world, license, meant, |license| license.status = Status::Deleted)
        }
        Act::ReaddressLicense { license, ip } => {
            let (ip, today) = (ip.clone(), world.today);
            change(world, license, meant, |license| {
                license.ip = ip;
                license.address_changed = Some(today);
            })
        }
        Act::RenameLicense { license, name } => {
            let name = name.clone();
            change(world, license, meant, |license| license.licname = name)
        }
        Act::AutoprolongOn { license, period } => change(world, license, meant, |license| {
            license.autoprolong = Some(period.unwrap_or(license.period));
        }),
        Act::SuspendLicense { license } => change(world, license, meant, |license| {
            license.status = Status::Stopped;
            license.stopped_by_hand = true;
        }),
        Act::ResumeLicense { license } => change(world, license, meant, |license| {
            license.status = Status::Active;
            license.stopped_by_hand = false;
        }),
        Act::NewKey { license } => {
            let (config, today) = (world.config.clone(), world.today);
            change(world, license, meant, |license| {
                license.key_changed = Some(today);
                key::request(license, &config, None);
            })
        }
        Act::PayBill { license } => pay(world, license, meant),
        Act::RenewLicense { license, period } => renew(world, license, meant, *period),
        Act::BuyLicense { user, pricelist, period, ip, name } => {
            buy(world, user, (*pricelist, *period), ip, name)
        }
        _ => Err("this is not done to licenses".to_owned()),
    }
}

fn picked(world: &World, which: &Which, meant: &Meant) -> Result<License, String> {
    let all = world.licenses.values().map(|license| (license.id, license.licname.as_str()));
    let id = which.pick(all, meant).ok_or("there is no such license")?;
    world.licenses.get(&id).cloned().ok_or_else(|| "there is no such license".to_owned())
}

fn change(
    world: &mut World,
    which: &Which,
    meant: &Meant,
    change: impl FnOnce(&mut License),
) -> Result<(), String> {
    let mut license = picked(world, which, meant)?;
    change(&mut license);
    world.save_license(license);
    Ok(())
}

fn renew(world: &mut World, which: &Which, meant: &Meant, period: Option<i32>) -> Result<(), String> {
    let mut license = picked(world, which, meant)?;
    let period = period.unwrap_or(license.period);
    let price = license.plan().and_then(|plan| plan.price(period, &license.addons));
    let price = price.ok_or("the plan is not sold for this period")?;
    if !license.lives() || !world.charge(&license, ChargeKind::Prolong, price, period) {
        return Err("the license cannot be renewed".to_owned());
    }
    let from = if license.is_over(world.today) { world.today } else { license.expires };
    license.expires = calendar::term_end(from, period, world.config.ends_on_first.contains(&license.plan));
    license.period = period;
    license.renewed = Some(world.today);
    license.status = Status::Active;
    license.stopped_by_hand = false;
    world.save_license(license);
    Ok(())
}

fn pay(world: &mut World, which: &Which, meant: &Meant) -> Result<(), String> {
    let mut license = picked(world, which, meant)?;
    if license.status != Status::Ordered {
        return Err("the license waits behind no bill".to_owned());
    }
    let period = license.period;
    let price = license.plan().and_then(|plan| plan.price(period, &license.addons));
    let price = price.ok_or("the plan is not sold for this period")?;
    if !world.charge(&license, ChargeKind::Order, price, period) {
        return Err("the account has not enough money".to_owned());
    }
    license.status = Status::Active;
    key::request(&mut license, &world.config, None);
    world.save_license(license);
    Ok(())
}

fn buy(
    world: &mut World,
    user: &str,
    (code, period): (u32, i32),
    ip: &str,
    name: &str,
) -> Result<(), String> {
    let plan = plan::by_code(code).ok_or("there is no such plan")?;
    let addons: Vec<(u32, u32)> = plan.addons.iter().map(|addon| (addon.code, addon.least)).collect();
    let price = plan.price(period, &addons).ok_or("the plan is not sold for this period")?;
    let ends_on_first = world.config.ends_on_first.contains(&code);
    let mut license = License {
        addons,
        licname: name.to_owned(),
        ip: ip.to_owned(),
        expires: calendar::term_end(world.today, period, ends_on_first),
        ..License::new(world.next_license_id(), user, code, period, world.today)
    };
    if !world.charge(&license, ChargeKind::Order, price, period) {
        return Err("the account has not enough money".to_owned());
    }
    key::request(&mut license, &world.config, None);
    world.save_license(license);
    Ok(())
}
