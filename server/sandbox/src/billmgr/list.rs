//! `func=soft`: the account's licenses (`docs/protocols/billmanager.md` §1.6, §2.4).

use std::collections::BTreeMap;

use super::{Context, Outcome, refusal::Refusal};
use crate::{element::Element, faults::What, license::License, money, shape::Shape};

/// Rows on a page unless the caller asks for more.
const PAGE: usize = 50;

/// Fields that filter a list in the call itself.
pub(crate) const FILTERS: &[&str] =
    &["id", "licname", "ip", "remoteid", "pricelist", "status", "period", "account", "project"];

/// Columns by which a list is sorted.
const COLUMNS: &[&str] = &["id", "licname", "ip", "pricelist", "status", "createdate", "expiredate"];

pub(crate) fn list(context: &mut Context<'_>, prefix: &str) -> Outcome {
    let call = context.call;
    let filtering = call.get("filter") == Some("on");
    let mut allowed = vec!["p_cnt", "p_num", "p_col", "filter"];
    if filtering {
        allowed.extend(FILTERS);
    }
    call.only(&allowed)?;
    // A filter of this call replaces the one that somebody left.
    let sticky = context.world.sticky_filter(&context.account, prefix).filter(|_| !filtering);
    let mut rows: Vec<&License> = context.world.licenses.values().collect();
    rows.retain(|license| {
        license.account == context.account
            && license.plan().is_some_and(|plan| plan.prefix == prefix)
            && (!filtering
                || FILTERS
                    .iter()
                    .all(|name| call.get(name).is_none_or(|wanted| value(license, name) == wanted)))
            && sticky.is_none_or(|fields| fields.iter().all(|(name, wanted)| value(license, name) == *wanted))
    });
    sort(&mut rows, call.get("p_col"))?;
    let total = rows.len();
    let size = page_number(context, "p_cnt")?.unwrap_or(PAGE);
    let number = page_number(context, "p_num")?.unwrap_or(1);
    let mut doc = Element::new("doc")
        .field("p_elems", total.to_string())
        .field("p_cnt", size.to_string())
        .field("p_num", number.to_string());
    if let Some(fields) = sticky
        && context.world.config.tells_filters.unwrap_or(context.shape.tells_filter)
    {
        doc.push(filter_element(fields));
    }
    let shows_remoteid = context.world.config.shows_remoteid && context.what != Some(&What::HideRemoteid);
    for license in rows.into_iter().skip((number - 1) * size).take(size) {
        let row = row(license, context.shape, shows_remoteid);
        doc.push(if context.what == Some(&What::UnknownWords) { unheard_of(row) } else { row });
    }
    Ok(doc)
}

fn filter_element(fields: &BTreeMap<String, String>) -> Element {
    let params = fields.iter().map(|(name, value)| Element::leaf("param", value).with("name", name));
    params.fold(Element::new("filter"), Element::child)
}

/// A status and a period that no document knows.
pub(crate) fn unheard_of(row: Element) -> Element {
    row.without(&["status", "item_status", "period"])
        .field("status", "9")
        .child(Element::leaf("item_status", "Frozen").with("orig", "9"))
        .field("period", "Fortnight")
}

pub(crate) fn page_number(context: &Context<'_>, name: &str) -> Result<Option<usize>, Refusal> {
    match context.call.get(name) {
        None => Ok(None),
        Some(_) => match context.call.number(name)? {
            0 => Err(Refusal::value(name, "The field must be at least 1")),
            number => Ok(Some(number)),
        },
    }
}

fn sort(rows: &mut [&License], column: Option<&str>) -> Result<(), Refusal> {
    let Some(column) = column else { return Ok(()) };
    // An unencoded plus arrives as a space.
    let name = column.trim_start_matches([' ', '+', '-']);
    if !COLUMNS.contains(&name) {
        return Err(Refusal::value("p_col", "There is no such column"));
    }
    if name != "id" {
        rows.sort_by_key(|license| value(license, name));
    }
    if column.starts_with('-') {
        rows.reverse();
    }
    Ok(())
}

fn value(license: &License, field: &str) -> String {
    match field {
        "id" => license.id.to_string(),
        "licname" => license.licname.clone(),
        "ip" => license.ip.clone(),
        "remoteid" => license.remoteid.clone(),
        "pricelist" => license.plan.to_string(),
        "status" => license.status.number().to_string(),
        "period" => license.period.to_string(),
        "account" => license.account.clone(),
        "createdate" => license.created.to_string(),
        "expiredate" => license.expires.to_string(),
        _ => "1".to_owned(),
    }
}

/// A number with its words: `$orig` beside `$`, or only the number.
pub(crate) fn worded(name: &str, number: impl Into<String>, words: &str, shape: Shape) -> Element {
    if shape.orig { Element::leaf(name, words).with("orig", number) } else { Element::leaf(name, number) }
}

pub(crate) fn period_words(period: i32) -> String {
    match period {
        -100 => "Trial".to_owned(),
        1 => "Month".to_owned(),
        12 => "Year".to_owned(),
        other => format!("{other} months"),
    }
}

/// Off is `null`, or `off` as newer forms say.
pub(crate) fn autoprolong(license: &License, shape: Shape) -> Element {
    let number = license.autoprolong.map_or_else(|| "null".to_owned(), |period| period.to_string());
    let words = license.autoprolong.map_or_else(|| "Off".to_owned(), period_words);
    if shape.words && !shape.orig {
        return Element::leaf("autoprolong", if license.autoprolong.is_some() { &words } else { "off" });
    }
    worded("autoprolong", number, &words, shape)
}

fn row(license: &License, shape: Shape, shows_remoteid: bool) -> Element {
    let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let words = period_words(license.period);
    let plan_name = license.plan().map_or("", |plan| plan.name);
    let price = license.plan().and_then(|plan| plan.price(license.period, &license.addons)).unwrap_or(0);
    let status = license.status;
    let mut row = Element::new("elem").field("id", license.id.to_string());
    if shape.twice {
        row = row.field("id", license.id.to_string()).field("createdate", license.created.to_string());
    }
    row = row
        .field("licname", &license.licname)
        .field("ip", &license.ip)
        .child(worded("period", license.period.to_string(), &words, shape))
        .field("update_expiredate", date(license.renewed))
        .field("real_ipchange", date(license.address_changed))
        .field("real_keychange", date(license.key_changed))
        .child(worded("pricelist", license.plan.to_string(), plan_name, shape))
        .field("account", &license.account)
        .field("project", "1")
        .field("datacentername", "Licenses")
        .field("processingmodule", "License server")
        .field("createdate", license.created.to_string())
        .child(autoprolong(license, shape))
        .field("status_msg", "")
        .child(
            Element::leaf("item_status", status.word())
                .with("color", status.color())
                .with("orig", status.number().to_string()),
        )
        .child(worded("status", status.number().to_string(), status.word(), shape))
        .field("special_status", "0")
        .field("cost", format!("{} {} / {words}", money::shown(price, shape.spaced), money::CURRENCY));
    row = if shape.words {
        row.field("expiredate", "Daily charges").field("real_expiredate", license.expires.to_string())
    } else {
        row.field("expiredate", license.expires.to_string())
    };
    if shows_remoteid { row.field("remoteid", &license.remoteid) } else { row }
}
