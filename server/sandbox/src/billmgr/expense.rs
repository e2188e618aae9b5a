//! `func=expense`: what was taken from the account (`docs/protocols/billmanager.md` §2.6). The names of its fields are
//! not known, so it has two sets of them.

use super::{Context, Outcome, list, refusal::Refusal};
use crate::{
    account::{Charge, ChargeKind},
    element::Element,
    money, plan,
};

/// Rows on a page unless the caller asks for more.
const PAGE: usize = 50;

pub(crate) fn expenses(context: &mut Context<'_>) -> Outcome {
    let call = context.call;
    call.only(&["p_cnt", "p_num", "p_col", "clickstat"])?;
    let mut rows: Vec<&Charge> = context.world.charges.iter().collect();
    rows.retain(|charge| charge.account == context.account);
    match call.get("p_col").map(|column| column.trim_start()) {
        Some("+time" | "time") => {}
        None | Some("-time") => rows.reverse(),
        Some(_) => return Err(Refusal::value("p_col", "There is no such column")),
    }
    let size = list::page_number(context, "p_cnt")?.unwrap_or(PAGE);
    let number = list::page_number(context, "p_num")?.unwrap_or(1);
    let mut doc = Element::new("doc")
        .field("p_elems", rows.len().to_string())
        .field("p_cnt", size.to_string())
        .field("p_num", number.to_string());
    for charge in rows.into_iter().skip((number - 1).saturating_mul(size)).take(size) {
        doc.push(row(context, charge));
    }
    Ok(doc)
}

fn row(context: &Context<'_>, charge: &Charge) -> Element {
    let kind = match charge.kind {
        ChargeKind::Order => "Order",
        ChargeKind::Prolong | ChargeKind::Autoprolong => "Renewal",
        ChargeKind::ChangePlan => "Change of plan",
    };
    let license = context.world.licenses.get(&charge.license_id);
    let plan = license.and_then(|license| plan::by_code(license.plan)).map_or("", |plan| plan.name);
    let words = format!(
        "{kind}: {plan} #{}, {}",
        charge.license_id,
        list::period_words(charge.period).to_lowercase()
    );
    let row = Element::new("elem").field("id", charge.id.to_string());
    if context.shape.words {
        return row
            .field("realdate", format!("{} 12:00:00", charge.date))
            .field("cost", money::exact(charge.amount))
            .field("currency", money::CURRENCY)
            .field("description", words);
    }
    row.field("date", charge.date.to_string())
        .field("amount", format!("{} {}", money::shown(charge.amount, context.shape.spaced), money::CURRENCY))
        .child(Element::leaf("item", plan).with("orig", charge.license_id.to_string()))
        .field("name", words)
}
