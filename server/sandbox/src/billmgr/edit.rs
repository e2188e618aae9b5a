//! `soft.edit` with `sok`: name, address, marker, automatic renewal, new key.

use super::{Context, Outcome, account::ok, address, card, key, order, refusal::Refusal};
use crate::{
    element::Element,
    license::{License, Status},
};

/// Parameters that change something.
const CHANGES: &[&str] = &["licname", "ip", "remoteip", "remoteid", "autoprolong", "clicked_button"];

/// Longest name or marker.
const LONGEST: usize = 255;

pub(crate) fn edit(context: &mut Context<'_>, prefix: &str) -> Outcome {
    let call = context.call;
    let mut allowed = vec!["elid", "sok"];
    allowed.extend(CHANGES);
    call.only(&allowed)?;
    if !call.confirmed() {
        if call.names().any(|name| CHANGES.contains(&name)) {
            return Err(Refusal::value("sok", "The change is not confirmed"));
        }
        return card::view(context, prefix);
    }
    let id = call.number("elid")?;
    let mut license = context.license(id, Some(prefix))?;
    if license.status == Status::Deleted {
        return Err(Refusal::value("status", "The license is deleted"));
    }
    change(context, &mut license)?;
    context.world.save_license(license);
    Ok(Element::new("doc").field("id", id.to_string()).child(ok()))
}

/// All or nothing: the license is saved only if every change is allowed.
fn change(context: &Context<'_>, license: &mut License) -> Result<(), Refusal> {
    let call = context.call;
    if let Some(name) = call.get("licname") {
        license.licname = short("licname", name)?;
    }
    if let Some(remoteid) = call.get("remoteid") {
        order::must_be_new(context, remoteid, Some(license.id))?;
        license.remoteid = short("remoteid", remoteid)?;
    }
    if let Some(remoteip) = call.get("remoteip") {
        license.remoteip = match remoteip {
            "" => String::new(),
            text => address::parse("remoteip", text)?,
        };
    }
    if let (Some(text), Some(plan)) = (call.get("autoprolong"), license.plan()) {
        license.autoprolong = order::autoprolong(text, plan)?;
    }
    if let Some(text) = call.get("ip") {
        let before = license.ip.clone();
        address::change(context, license, address::parse("ip", text)?)?;
        if context.world.config.new_address_new_key && license.ip != before {
            key::request(license, &context.world.config, context.what);
        }
    }
    match call.get("clicked_button") {
        None | Some("ok") => Ok(()),
        Some("newkey") => new_key(context, license),
        Some(_) => Err(Refusal::value("clicked_button", "There is no such button")),
    }
}

fn new_key(context: &Context<'_>, license: &mut License) -> Result<(), Refusal> {
    if license.status == Status::Ordered {
        return Err(Refusal::value("status", "The license is not paid"));
    }
    let today = context.world.today;
    if let Some(last) = license.key_changed {
        let next = context.world.config.key_change.next_after(last);
        if today < next {
            let message = format!("The key may be changed once a month, next on {next}");
            return Err(Refusal::value("real_keychange", &message));
        }
    }
    license.key_changed = Some(today);
    key::request(license, &context.world.config, context.what);
    Ok(())
}

/// Text of a bearable length.
pub(crate) fn short(field: &str, text: &str) -> Result<String, Refusal> {
    if text.chars().count() > LONGEST {
        return Err(Refusal::value(field, "It is too long"));
    }
    Ok(text.to_owned())
}
