//! Addresses: their form, who has them, and when they may change.

use std::net::Ipv4Addr;

use super::{Context, Outcome, account::ok, refusal::Refusal};
use crate::{
    element::Element,
    license::{FREE_ADDRESS, License},
    plan::{self, Plan},
};

/// An IPv4 address in its usual form.
pub(crate) fn parse(field: &str, text: &str) -> Result<String, Refusal> {
    match text.parse::<Ipv4Addr>() {
        Ok(address) => Ok(address.to_string()),
        Err(_) => Err(Refusal::value(field, "It is not an IP address")),
    }
}

/// The plan that `pricelist` names, if this function sells it.
pub(crate) fn plan_of(context: &Context<'_>, prefix: &str) -> Result<&'static Plan, Refusal> {
    let code = context.call.number("pricelist")?;
    plan::by_code(code)
        .filter(|plan| plan.prefix == prefix)
        .ok_or_else(|| Refusal::value("pricelist", "There is no such plan"))
}

/// The period that `period` names, if the plan is sold for it.
pub(crate) fn period_of(context: &Context<'_>, plan: &Plan) -> Result<i32, Refusal> {
    let period = context.call.number("period")?;
    if plan.sells(period) {
        Ok(period)
    } else {
        Err(Refusal::value("period", "The plan is not sold for this period"))
    }
}

/// `soft.checkip`: no error means that the address is free for the product.
pub(crate) fn check(context: &Context<'_>, prefix: &str) -> Outcome {
    context.call.only(&["pricelist", "period", "ip"])?;
    let plan = plan_of(context, prefix)?;
    period_of(context, plan)?;
    let ip = parse("ip", context.call.required("ip")?)?;
    must_be_free(context, plan, &ip, None)?;
    Ok(Element::new("doc").child(ok()))
}

/// Refuses an address that another license of the product family has, whoever owns it.
pub(crate) fn must_be_free(
    context: &Context<'_>,
    plan: &Plan,
    ip: &str,
    own: Option<u64>,
) -> Result<(), Refusal> {
    if ip == FREE_ADDRESS {
        return Ok(());
    }
    let takes = |license: &&License| {
        license.ip == ip
            && license.lives()
            && Some(license.id) != own
            && license.plan().is_some_and(|other| other.family == plan.family)
    };
    match context.world.licenses.values().find(takes) {
        Some(_) => Err(Refusal::exists("ip", format!("A license for the IP address {ip} already exists"))),
        None => Ok(()),
    }
}

/// Changes the address of a license if the rules allow it today.
pub(crate) fn change(context: &Context<'_>, license: &mut License, ip: String) -> Result<(), Refusal> {
    if ip == license.ip {
        return Ok(());
    }
    if let Some(plan) = license.plan() {
        must_be_free(context, plan, &ip, Some(license.id))?;
    }
    let config = &context.world.config;
    if ip != FREE_ADDRESS || config.release_counts {
        let today = context.world.today;
        if let Some(last) = license.address_changed {
            let next = config.address_change.next_after(last);
            if today < next {
                let message = format!("The IP address may be changed once a month, next on {next}");
                return Err(Refusal::value("real_ipchange", &message));
            }
        }
        license.address_changed = Some(today);
    }
    license.ip = ip;
    Ok(())
}
