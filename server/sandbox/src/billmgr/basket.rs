//! The cart, where orders wait that were not paid at once (`docs/protocols/billmanager.md` §2.6).

use super::{Context, Outcome, account::ok, refusal::Refusal};
use crate::{
    element::Element,
    license::{License, Status},
    money,
};

/// `basket` and `cart` show it; `basket` with a button deletes one item or all.
pub(crate) fn basket(context: &mut Context<'_>) -> Outcome {
    let call = context.call;
    call.only(&["id", "clicked_button", "sok"])?;
    match call.get("clicked_button") {
        None => Ok(view(context)),
        Some("delete") => {
            call.must_confirm()?;
            let id: u64 = call.number("id")?;
            let item = items(context).into_iter().find(|item| item.id == id).ok_or_else(Refusal::missed)?;
            remove(context, item);
            Ok(Element::new("doc").child(ok()))
        }
        Some("clearbasket") => empty(context),
        Some(_) => Err(Refusal::value("clicked_button", "There is no such button")),
    }
}

/// `cart.empty` and the button of the older cart.
pub(crate) fn empty(context: &mut Context<'_>) -> Outcome {
    context.call.must_confirm()?;
    for item in items(context) {
        remove(context, item);
    }
    Ok(Element::new("doc").child(ok()))
}

fn items(context: &Context<'_>) -> Vec<License> {
    let is_item =
        |license: &&License| license.account == context.account && license.status == Status::Ordered;
    context.world.licenses.values().filter(is_item).cloned().collect()
}

fn remove(context: &mut Context<'_>, item: License) {
    context.world.save_license(License { status: Status::Deleted, ..item });
}

fn view(context: &Context<'_>) -> Element {
    let items = items(context);
    let price =
        |item: &License| item.plan().and_then(|plan| plan.price(item.period, &item.addons)).unwrap_or(0);
    let total: i64 = items.iter().map(price).sum();
    let mut list = Element::new("list").with("name", "itemlist");
    for item in &items {
        let autoprolong = item.autoprolong.map_or_else(|| "null".to_owned(), |period| period.to_string());
        let row = Element::new("elem")
            .field("id", item.id.to_string())
            .field("item.type", item.plan().map_or("soft", |plan| plan.prefix))
            .field("item.period", item.period.to_string())
            .field("item.autoprolong", autoprolong)
            .field(
                "cost",
                format!("{} {}", money::shown(price(item), context.shape.spaced), money::CURRENCY),
            );
        list.push(row);
    }
    Element::new("doc")
        .field("billorder", if items.is_empty() { "" } else { "7001" })
        .field("total_sum", format!("{} {}", money::shown(total, context.shape.spaced), money::CURRENCY))
        .field("tax", format!("0.00 {}", money::CURRENCY))
        .child(list)
}
