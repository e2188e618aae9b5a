//! `service.prolong`: what a renewal would do, and the renewal (`docs/protocols/billmanager.md` §2.5).

use jiff::civil::Date;

use super::{Context, Outcome, account::ok, address, list::period_words, refusal::Refusal};
use crate::{
    account::ChargeKind,
    calendar,
    element::Element,
    faults::What,
    license::{License, Status},
    plan::Plan,
};

pub(crate) fn prolong(context: &mut Context<'_>) -> Outcome {
    let call = context.call;
    call.only(&["elid", "period", "sok", "skipbasket", "clicked_button"])?;
    let mut license = context.license(call.number("elid")?, None)?;
    if !license.lives() {
        return Err(Refusal::value("status", "The license cannot be renewed"));
    }
    let Some(plan) = license.plan() else { return Err(Refusal::missed()) };
    let can_renew = license.period > 0;
    if !call.confirmed() {
        let period = match call.get("period") {
            Some(_) => address::period_of(context, plan)?,
            None => license.period,
        };
        return Ok(view(context, &license, plan, can_renew.then_some(period)));
    }
    context.may_order()?;
    let period = address::period_of(context, plan)?;
    if !can_renew || period <= 0 {
        return Err(Refusal::value("period", "A trial cannot be renewed"));
    }
    let in_cart = context.world.config.prolong_needs_skipbasket && call.get("skipbasket") != Some("on");
    if in_cart || context.what == Some(&What::PaymentRequired) {
        let ok = Element::leaf("ok", "https://sandbox.test/billmgr?func=payment.add&billorder=7002");
        return Ok(Element::new("doc").field("billorder", "7002").child(ok));
    }
    let price = plan.price(period, &license.addons).unwrap_or(0);
    if !context.world.charge(&license, ChargeKind::Prolong, price, period) {
        let balance = context.world.balance(&context.account);
        return Err(Refusal::no_money(price, balance, call));
    }
    let was_over = license.is_over(context.world.today);
    license.expires = new_end(context, &license, period);
    license.period = period;
    license.renewed = Some(context.world.today);
    // Clients of the vendor resume a license that still runs, and only renew one that is over.
    if was_over || !license.stopped_by_hand {
        license.status = Status::Active;
        license.stopped_by_hand = false;
    }
    let (id, end) = (license.id.to_string(), license.expires.to_string());
    context.world.save_license(license);
    let facts = Element::new("doc").field("newexpiredate", end);
    let doc = if context.shape.nested { Element::new("doc").child(facts) } else { facts };
    Ok(doc.field("id", id).child(ok()))
}

/// From its end while it runs; from today once it is over.
fn new_end(context: &Context<'_>, license: &License, period: i32) -> Date {
    let config = &context.world.config;
    let today = context.world.today;
    let from_today =
        license.is_over(today) || (config.stopped_renews_from_today && license.status == Status::Stopped);
    let from = if from_today { today } else { license.expires };
    calendar::term_end(from, period, config.ends_on_first.contains(&license.plan))
}

fn view(context: &Context<'_>, license: &License, plan: &Plan, period: Option<i32>) -> Element {
    let end = period.map(|period| new_end(context, license, period).to_string()).unwrap_or_default();
    let mut periods = Element::new("slist").with("name", "period");
    for (months, price) in plan.prices.iter().filter(|(months, _)| *months > 0) {
        let value = Element::leaf("val", period_words(*months))
            .with("key", months.to_string())
            .with("cost", crate::money::exact(*price));
        periods.push(value);
    }
    let card = Element::new("doc")
        .field("elid", license.id.to_string())
        .field("expiredate", license.expires.to_string())
        .field("newexpiredate", end)
        .field("period", period.map(|period| period.to_string()).unwrap_or_default())
        .field("status", license.status.number().to_string())
        .field("title_name", format!("{} #{}", plan.name, license.id))
        .field("suspendpenaltywarn", "")
        .child(periods);
    if context.shape.nested { Element::new("doc").child(card) } else { card }
}
