//! The card of one license: `soft.edit` without a change (`docs/protocols/billmanager.md` §2.4).

use super::{
    Context, Outcome, key,
    list::{autoprolong, period_words, unheard_of, worded},
};
use crate::{element::Element, faults::What};

pub(crate) fn view(context: &mut Context<'_>, prefix: &str) -> Outcome {
    let id: u64 = context.call.number("elid")?;
    let mut license = context.license(id, Some(prefix))?;
    if license.lives() && key::look(&mut license, &context.world.config) {
        context.world.save_license(license.clone());
    }
    let shape = context.shape;
    let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let plan_name = license.plan().map_or("", |plan| plan.name);
    let mut card = Element::new("doc")
        .field("elid", id.to_string())
        .field("id", id.to_string())
        .field("licname", &license.licname)
        .field("ip", &license.ip)
        .field("remoteip", &license.remoteip)
        .field("lickey", license.key.clone().unwrap_or_default())
        .field("expiredate", license.expires.to_string())
        .field("update_expiredate", date(license.renewed))
        .field("processingmodule", "License server")
        .child(autoprolong(&license, shape))
        .child(worded("pricelist", license.plan.to_string(), plan_name, shape))
        .field("pricelist_name", plan_name)
        .child(worded("period", license.period.to_string(), &period_words(license.period), shape))
        .child(worded("status", license.status.number().to_string(), license.status.word(), shape))
        .field("createdate", license.created.to_string())
        .field("webdomains", "0");
    if shape.twice {
        card = card.field("createdate", license.created.to_string());
    }
    if context.world.config.shows_remoteid && context.what != Some(&What::HideRemoteid) {
        card = card.field("remoteid", &license.remoteid);
    }
    if context.world.config.card_shows_changes {
        card = card
            .field("real_ipchange", date(license.address_changed))
            .field("real_keychange", date(license.key_changed));
    }
    if context.what == Some(&What::UnknownWords) {
        card = unheard_of(card);
    }
    Ok(if shape.nested { Element::new("doc").child(card) } else { card })
}
