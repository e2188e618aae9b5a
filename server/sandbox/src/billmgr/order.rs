//! `soft.order.param`: a new license (`docs/protocols/billmanager.md` §2.2, §2.3).

use super::{Context, Outcome, account::ok, address, edit::short, key, refusal::Refusal};
use crate::{
    account::ChargeKind,
    calendar,
    element::Element,
    faults::What,
    license::{FREE_ADDRESS, License, Status},
    plan::Plan,
    shape::IdAt,
};

/// Documented parameters besides the add-ons.
const PARAMS: &[&str] = &[
    "pricelist",
    "period",
    "ip",
    "remoteip",
    "licname",
    "autoprolong",
    "skipbasket",
    "sok",
    "clicked_button",
    "remoteid",
    "project",
    "pid",
    "promocode",
    "licence_agreement",
];

pub(crate) fn order(context: &mut Context<'_>, prefix: &str) -> Outcome {
    context.may_order()?;
    let license = read(context, prefix)?;
    let in_cart = license.status == Status::Ordered;
    if !in_cart {
        let price = license.plan().and_then(|plan| plan.price(license.period, &license.addons)).unwrap_or(0);
        if !context.world.charge(&license, ChargeKind::Order, price, license.period) {
            let balance = context.world.balance(&context.account);
            return Err(Refusal::no_money(price, balance, context.call));
        }
    }
    let id = license.id;
    context.world.save_license(license);
    Ok(reply(context, id, in_cart))
}

/// The license that the parameters describe, checked but not kept.
fn read(context: &Context<'_>, prefix: &str) -> Result<License, Refusal> {
    let call = context.call;
    let addon_names: Vec<&str> = call.names().filter(|name| name.starts_with("addon_")).collect();
    call.only(&[PARAMS, &addon_names].concat())?;
    call.must_confirm()?;
    if call.required("clicked_button")? != "finish" {
        return Err(Refusal::value("clicked_button", "The order is not finished"));
    }
    let plan = address::plan_of(context, prefix)?;
    let period = address::period_of(context, plan)?;
    let ip = match call.get("ip") {
        // The documented platform order has no address.
        None if prefix == "platform" => FREE_ADDRESS.to_owned(),
        _ => address::parse("ip", call.required("ip")?)?,
    };
    let remoteip = match call.get("remoteip") {
        None | Some("") => String::new(),
        Some(text) => address::parse("remoteip", text)?,
    };
    let addons = addons(context, plan, &addon_names)?;
    let autoprolong = call.get("autoprolong").map_or(Ok(None), |text| autoprolong(text, plan))?;
    let remoteid = short("remoteid", call.get("remoteid").unwrap_or_default())?;
    must_be_new(context, &remoteid, None)?;
    let paid = match call.get("skipbasket") {
        Some("on") => context.what != Some(&What::PaymentRequired),
        None | Some("off") => false,
        Some(_) => return Err(Refusal::value("skipbasket", "It is on or off")),
    };
    address::must_be_free(context, plan, &ip, None)?;
    let today = context.world.today;
    let mut license = License {
        addons,
        licname: short("licname", call.get("licname").unwrap_or_default())?,
        ip,
        remoteip,
        remoteid,
        status: if paid { Status::Active } else { Status::Ordered },
        autoprolong,
        expires: calendar::term_end(today, period, context.world.config.ends_on_first.contains(&plan.code)),
        ..License::new(context.world.next_license_id(), &context.account, plan.code, period, today)
    };
    if paid {
        key::request(&mut license, &context.world.config, context.what);
    }
    Ok(license)
}

fn addons(context: &Context<'_>, plan: &Plan, names: &[&str]) -> Result<Vec<(u32, u32)>, Refusal> {
    let sold = |name: &str| plan.addons.iter().any(|addon| format!("addon_{}", addon.code) == name);
    if let Some(unknown) = names.iter().find(|name| !sold(name)) {
        return Err(Refusal::value(unknown, "The plan has no such add-on"));
    }
    let amount = |code: u32, least: u32| {
        let name = format!("addon_{code}");
        let amount = match context.call.get(&name) {
            Some(_) => context.call.number(&name)?,
            None => least,
        };
        if amount < least {
            return Err(Refusal::value(&name, "It is less than the plan's minimum"));
        }
        Ok((code, amount))
    };
    plan.addons.iter().map(|addon| amount(addon.code, addon.least)).collect()
}

/// A period that is sold, or off: `null` and `off`.
pub(crate) fn autoprolong(text: &str, plan: &Plan) -> Result<Option<i32>, Refusal> {
    match text {
        "null" | "off" => Ok(None),
        text => match text.parse() {
            Ok(period) if period > 0 && plan.sells(period) => Ok(Some(period)),
            _ => Err(Refusal::value("autoprolong", "The plan is not sold for this period")),
        },
    }
}

/// Refuses a marker that is in use, where this license server does that.
pub(crate) fn must_be_new(context: &Context<'_>, remoteid: &str, own: Option<u64>) -> Result<(), Refusal> {
    let is_used = |license: &License| {
        license.account == context.account && license.remoteid == remoteid && Some(license.id) != own
    };
    let refuses = context.world.config.unique_remoteid && !remoteid.is_empty();
    if refuses && context.world.licenses.values().any(is_used) {
        return Err(Refusal::exists("remoteid", "A service with this identifier already exists"));
    }
    Ok(())
}

fn reply(context: &Context<'_>, id: u64, in_cart: bool) -> Element {
    let id = id.to_string();
    let mut doc = Element::new("doc");
    if context.what != Some(&What::NoId) {
        doc = match context.shape.id_at {
            IdAt::Id => doc.field("id", id),
            IdAt::ItemId => doc.field("item.id", id),
            IdAt::Nested => doc.child(Element::new("doc").field("id", id)),
        };
    }
    if in_cart {
        return doc
            .field("billorder", "7001")
            .child(Element::leaf("ok", "https://sandbox.test/billmgr?func=payment.add&billorder=7001"));
    }
    doc.child(ok())
}
