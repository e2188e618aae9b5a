//! The first pages of the order wizard: what is sold for which period (`docs/protocols/billmanager.md` §2.2).

use super::{Context, Outcome, list::period_words, refusal::Refusal};
use crate::{element::Element, money, plan::PLANS};

/// `soft.order` and `soft.order.pricelist`: the plans that are sold for the period, and the periods.
pub(crate) fn plans(context: &Context<'_>, prefix: &str) -> Outcome {
    let call = context.call;
    call.only(&["period", "snext", "datacenter"])?;
    context.may_order()?;
    let period = match call.get("period") {
        None => 1,
        Some(_) => call.number("period")?,
    };
    let sold = || PLANS.iter().filter(|plan| plan.prefix == prefix);
    let mut periods: Vec<i32> =
        sold().flat_map(|plan| plan.prices.iter().map(|(period, _)| *period)).collect();
    periods.sort_unstable();
    periods.dedup();
    if !periods.contains(&period) {
        return Err(Refusal::value("period", "Nothing is sold for this period"));
    }
    let mut list = Element::new("list").with("name", "tariflist");
    for plan in sold() {
        let Some((_, price)) = plan.prices.iter().find(|(months, _)| *months == period) else { continue };
        let price =
            format!("<b>{} {}</b> / {}", money::shown(*price, false), money::CURRENCY, period_words(period));
        let row = Element::new("elem")
            .field("pricelist", plan.code.to_string())
            .field("desc", plan.name)
            .field("price", price);
        list.push(row);
    }
    let mut choice = Element::new("slist").with("name", "period");
    for period in periods {
        choice.push(Element::leaf("val", period_words(period)).with("key", period.to_string()));
    }
    Ok(Element::new("doc").field("period", period.to_string()).child(choice).child(list))
}
