//! `pricelist.export`: what is sold, for which periods, at which price (`docs/protocols/billmanager.md` §2.6).

use super::{Outcome, call::Call, refusal::Refusal};
use crate::{
    config::Config,
    element::Element,
    money,
    plan::{Addon, PLANS, Plan},
};

pub(crate) fn export(config: &Config, call: &Call) -> Outcome {
    call.only(&["elid", "itemtype", "onlyavailable"])?;
    if call.get("elid").is_some() {
        call.number::<u64>("elid")?;
    }
    let wanted = call.get("itemtype").filter(|wanted| !wanted.is_empty());
    let known = |wanted: &str| wanted == "addition" || PLANS.iter().any(|plan| is_of(plan, wanted));
    if wanted.is_some_and(|wanted| !known(wanted)) {
        return Err(Refusal::value("itemtype", "There is no such product type"));
    }
    let mut doc = Element::new("doc");
    for plan in PLANS.iter().filter(|plan| wanted.is_none_or(|wanted| is_of(plan, wanted))) {
        doc.push(to_element(config, plan));
    }
    Ok(doc)
}

fn is_of(plan: &Plan, itemtype: &str) -> bool {
    plan.prefix == itemtype || plan.itemtype.to_string() == itemtype
}

fn to_element(config: &Config, plan: &Plan) -> Element {
    let mut element = Element::new("pricelist")
        .field("id", plan.code.to_string())
        .field("itemtype", plan.itemtype.to_string())
        .field("intname", plan.intname)
        .field("name", plan.name)
        .child(price(config, plan.prices));
    for addon in plan.addons {
        element.push(addon_element(config, addon));
    }
    element
}

fn addon_element(config: &Config, addon: &Addon) -> Element {
    Element::new("addon")
        .field("id", addon.code.to_string())
        .field("intname", addon.intname)
        .field("name", addon.name)
        .field("addontype", "2")
        .field("addonmin", addon.least.to_string())
        .child(price(config, addon.prices))
}

fn price(config: &Config, prices: &[(i32, i64)]) -> Element {
    let mut price = Element::new("price").with("currency", money::CURRENCY);
    for (months, amount) in prices {
        let (kind, length, words) = match months {
            -100 => ("trial", "-100".to_owned(), "trial"),
            1 => ("month", "1".to_owned(), "monthly"),
            12 => ("month", "12".to_owned(), "annually"),
            other => ("month", other.to_string(), "several months"),
        };
        let period = Element::leaf("period", words)
            .with("cost", money::exact(config.price_now(*amount)))
            .with("type", kind)
            .with("length", length);
        price.push(period);
    }
    price
}
