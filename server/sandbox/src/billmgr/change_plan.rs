//! `service.changepricelist`: another plan of the same family (`docs/protocols/billmanager.md` §2.1, §2.5).

use jiff::civil::Date;

use super::{Context, Outcome, account::ok, address, list::period_words, refusal::Refusal};
use crate::{
    account::ChargeKind,
    calendar,
    element::Element,
    faults::What,
    license::License,
    money,
    plan::{PLANS, Plan},
};

/// Without `sok` the plans to choose from; with it the new plan runs from today, paid in full.
pub(crate) fn change(context: &mut Context<'_>) -> Outcome {
    let call = context.call;
    call.only(&["elid", "pricelist", "period", "sok", "elname"])?;
    let (license, old) = found(context)?;
    if !call.confirmed() {
        return Ok(choices(&license, old));
    }
    context.may_order()?;
    let plan = new_plan(context, old)?;
    let period = address::period_of(context, plan)?;
    apply(context, license, plan, period)
}

/// The wizard's step that shows the money. `sok` with `snext` only leads on to it.
pub(crate) fn look(context: &mut Context<'_>) -> Outcome {
    let call = context.call;
    call.only(&["elid", "pricelist", "snext", "sok", "elname"])?;
    if call.confirmed() && call.get("snext") != Some("ok") {
        return Err(Refusal::value("snext", "This step of the wizard changes nothing"));
    }
    view(context)
}

/// The wizard's last step: with `sok` the plan is changed, for the period that the license has.
pub(crate) fn last_step(context: &mut Context<'_>) -> Outcome {
    let call = context.call;
    call.only(&["elid", "pricelist", "sok", "elname"])?;
    if !call.confirmed() {
        return view(context);
    }
    let (license, old) = found(context)?;
    context.may_order()?;
    let plan = new_plan(context, old)?;
    let period = period_kept(&license, plan);
    apply(context, license, plan, period)
}

fn found(context: &Context<'_>) -> Result<(License, &'static Plan), Refusal> {
    let license = context.license(context.call.number("elid")?, None)?;
    let Some(old) = license.plan() else { return Err(Refusal::missed()) };
    if !license.lives() {
        return Err(Refusal::value("status", "The license is not in use"));
    }
    Ok((license, old))
}

fn new_plan(context: &Context<'_>, old: &Plan) -> Result<&'static Plan, Refusal> {
    let plan = address::plan_of(context, old.prefix)?;
    if may_follow(plan, old) {
        Ok(plan)
    } else {
        Err(Refusal::value("pricelist", "The plan cannot be changed to this one"))
    }
}

fn may_follow(plan: &Plan, old: &Plan) -> bool {
    plan.family == old.family && plan.code != old.code && plan.prices.iter().any(|(period, _)| *period > 0)
}

/// The period of the license, or the shortest that the new plan is sold for.
fn period_kept(license: &License, plan: &Plan) -> i32 {
    let sold = || plan.prices.iter().map(|(period, _)| *period).filter(|period| *period > 0);
    sold().find(|period| *period == license.period).or_else(|| sold().min()).unwrap_or(license.period)
}

fn least_addons(plan: &Plan) -> Vec<(u32, u32)> {
    plan.addons.iter().map(|addon| (addon.code, addon.least)).collect()
}

fn new_end(context: &Context<'_>, plan: &Plan, period: i32) -> Date {
    let ends_on_first = context.world.config.ends_on_first.contains(&plan.code);
    calendar::term_end(context.world.today, period, ends_on_first)
}

fn apply(context: &mut Context<'_>, mut license: License, plan: &Plan, period: i32) -> Outcome {
    if context.what == Some(&What::PaymentRequired) {
        let ok = Element::leaf("ok", "https://sandbox.test/billmgr?func=payment.add&billorder=7003");
        return Ok(Element::new("doc").field("billorder", "7003").child(ok));
    }
    license.plan = plan.code;
    license.addons = least_addons(plan);
    let price = plan.price(period, &license.addons).unwrap_or(0);
    if !context.world.charge(&license, ChargeKind::ChangePlan, price, period) {
        let balance = context.world.balance(&context.account);
        return Err(Refusal::no_money(price, balance, context.call));
    }
    license.period = period;
    license.expires = new_end(context, plan, period);
    let (id, end) = (license.id.to_string(), license.expires.to_string());
    context.world.save_license(license);
    let facts = Element::new("doc").field("newexpiredate", end);
    let doc = if context.shape.nested { Element::new("doc").child(facts) } else { facts };
    Ok(doc.field("id", id).child(ok()))
}

fn choices(license: &License, old: &Plan) -> Element {
    let mut list = Element::new("slist").with("name", "pricelist");
    for plan in PLANS.iter().filter(|plan| may_follow(plan, old)) {
        list.push(Element::leaf("val", plan.name).with("key", plan.code.to_string()));
    }
    Element::new("doc").field("elid", license.id.to_string()).child(list)
}

fn view(context: &Context<'_>) -> Outcome {
    let (license, old) = found(context)?;
    let plan = new_plan(context, old)?;
    let period = period_kept(&license, plan);
    let shape = context.shape;
    let amount = |price: i64| format!("{} {}", money::shown(price, shape.spaced), money::CURRENCY);
    let worded = |price: i64, period: i32| format!("{} / {}", amount(price), period_words(period));
    let price_now = |shipped: Option<i64>| context.world.config.price_now(shipped.unwrap_or(0));
    let price = price_now(plan.price(period, &least_addons(plan)));
    let old_price = price_now(old.price(license.period, &license.addons));
    let money_info = if shape.words {
        format!("<b>{}</b> will be taken from the account", amount(price))
    } else {
        format!("To pay now: {}", amount(price))
    };
    let facts = Element::new("doc")
        .field("oldpricelist", old.name)
        .field("newpricelist", plan.name)
        .field("oldprice", worded(old_price, license.period))
        .field("newprice", worded(price, period))
        .field("oldexpiredate", license.expires.to_string())
        .field("newexpiredate", new_end(context, plan, period).to_string())
        .field("money_info", money_info);
    Ok(if shape.nested { Element::new("doc").child(facts) } else { facts })
}
