//! `service.changepricelist`: another plan of the same family (`docs/protocols/billmanager.md` §2.1, §2.5).

use super::{Context, Outcome, account::ok, address, refusal::Refusal};
use crate::{
    account::ChargeKind,
    calendar,
    element::Element,
    license::License,
    plan::{PLANS, Plan},
};

/// Without `sok` the plans to choose from; with it the new plan runs from today, paid in full.
pub(crate) fn change(context: &mut Context<'_>) -> Outcome {
    let call = context.call;
    call.only(&["elid", "pricelist", "period", "sok"])?;
    let mut license = context.license(call.number("elid")?, None)?;
    let Some(old) = license.plan() else { return Err(Refusal::missed()) };
    if !license.lives() {
        return Err(Refusal::value("status", "The license is not in use"));
    }
    if !call.confirmed() {
        return Ok(choices(&license, old));
    }
    context.may_order()?;
    let plan = address::plan_of(context, old.prefix)?;
    if !may_follow(plan, old) {
        return Err(Refusal::value("pricelist", "The plan cannot be changed to this one"));
    }
    let period = address::period_of(context, plan)?;
    license.plan = plan.code;
    license.addons = plan.addons.iter().map(|addon| (addon.code, addon.least)).collect();
    let price = plan.price(period, &license.addons).unwrap_or(0);
    if !context.world.charge(&license, ChargeKind::ChangePlan, price, period) {
        let balance = context.world.balance(&context.account);
        return Err(Refusal::no_money(price, balance, call));
    }
    let today = context.world.today;
    license.period = period;
    license.expires =
        calendar::term_end(today, period, context.world.config.ends_on_first.contains(&plan.code));
    let id = license.id.to_string();
    context.world.save_license(license);
    Ok(Element::new("doc").field("id", id).child(ok()))
}

fn may_follow(plan: &Plan, old: &Plan) -> bool {
    plan.family == old.family && plan.code != old.code && plan.prices.iter().any(|(period, _)| *period > 0)
}

fn choices(license: &License, old: &Plan) -> Element {
    let mut list = Element::new("slist").with("name", "pricelist");
    for plan in PLANS.iter().filter(|plan| may_follow(plan, old)) {
        list.push(Element::leaf("val", plan.name).with("key", plan.code.to_string()));
    }
    Element::new("doc").field("elid", license.id.to_string()).child(list)
}
